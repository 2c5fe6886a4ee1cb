// What the answer to an autosave means (autosave.js): new rows learn their keys, and what was refused is put into words:
// window.saveAnswer.meaning() says what the line says, in how many seconds to try again (0: not before a person has looked),
// and what the box in the page says and offers.
(function () {
  "use strict";

  var KEPT = "内容已存在本机";
  var form = document.querySelector("form[data-autosave]"), line = window.saveLine;
  if (!form || !line) return;

  function hidden(field, value) {
    var node = form.elements[field] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: field }));
    node.value = value;
  }
  // Rows just made have a key now, and their inputs the ids by which findings name them
  function learn(answer) {
    Object.keys(answer.lists).forEach(function (field) { hidden(field, answer.lists[field]); });
    Object.keys(answer.rows).forEach(function (prefix) {
      hidden(prefix + "-key", answer.rows[prefix].key);
      var ids = answer.rows[prefix].ids;
      Object.keys(ids).forEach(function (field) {
        var input = form.elements[field];
        if (!input || !input.id) return;
        document.querySelectorAll('label[for="' + CSS.escape(input.id) + '"]').forEach(function (label) { label.htmlFor = ids[field]; });
        input.id = ids[field];
      });
    });
  }

  function meaning(status, answer, wait) {
    var words = (answer.message || "").replace(/。$/, "");
    switch (status) {
      case 0: return { line: "未保存：网络不通，" + KEPT + "，联网后自动重试" };
      case 401: return {
        line: "未保存：登录已过期，" + KEPT, again: 30, title: "登录已过期，填写的内容还在。",
        text: "请在新窗口登录，本页会接着自动保存。", action: line.link("在新窗口登录", form.dataset.login)
      };
      case 403: return { line: "未保存：" + words, again: 0, title: words + "。", text: "填写的内容都留在本页。" };
      case 404: return {
        line: "未保存：这一页已经不在报告里", again: 0, title: "这一页已经不在报告里，没有保存。", text: "请把需要的文字复制出来。"
      };
      case 409: return answer.merge ? {
        line: "未保存：" + answer.title, again: 0, title: answer.title + "。", text: answer.message,
        action: line.post("对照两份内容，合并后保存")
      } : {
        line: "未保存：报告现在不能修改", again: 0, title: words + "。", text: "这次填写的内容还在本页，没有写入报告。",
        action: line.post("另存到保存记录")
      };
      case 413: return {
        line: "未保存：本页内容过大，" + KEPT, again: 0, title: "本页内容过大，没有保存。",
        text: "请把过长的文字分到别的章节，再按“保存”。"
      };
      case 422: return { line: "未保存：" + words, again: 0, title: words + "。", text: "", action: line.post("保存并查看") };
      case 429: return { line: "未保存：保存过于频繁，" + (wait || 60) + " 秒后自动再存，" + KEPT, again: wait || 60 };
      case 507: return { line: "未保存：" + words, again: wait };
      default: return { line: "未保存：系统暂时不可用，" + KEPT + "，稍后自动重试", again: wait };
    }
  }

  window.saveAnswer = { learn: learn, meaning: meaning };
})();
