// Files are sent as soon as they are chosen or dropped, with how far they have come. A form data-upload is the page of all
// evidence; in a page of facts each [data-proofs] gets a place for its own files and stays where it is: nothing typed is
// lost. Without this script the form sends them, and the link beside each fact leads to it.
(function () {
  "use strict";

  var TOLD = {
    0: "网络不通，没有上传，请重试", 401: "登录已失效，没有上传，请重新登录", 403: "登录状态已更新，没有上传，请刷新页面再传",
    409: "报告已送审，不能再上传", 413: "一次选的文件合计超过 20 MB，没有上传，请分几次传", 429: "上传太频繁，请过一会儿再传"
  };

  function make(tag, given, inside) {
    var node = document.createElement(tag);
    Object.keys(given).forEach(function (name) { node.setAttribute(name, given[name]); });
    (inside || []).forEach(function (one) { node.append(one); });
    return node;
  }
  function megabytes(bytes) { return (bytes / 1048576).toFixed(1); }

  // Sends files and tells the place how it goes; done({files, known, refused}) once the server has answered
  function send(url, proves, files, place, done) {
    var body = new FormData(), request = new XMLHttpRequest();
    body.append("csrfmiddlewaretoken", window.token());
    body.append("proves", proves);
    Array.prototype.forEach.call(files, function (file) { body.append("files", file); });
    function end(words, answer) {
      place.bar.hidden = true;
      place.input.disabled = false;
      place.input.value = "";
      place.input.dispatchEvent(new Event("blank"));
      place.status.textContent = words;
      if (answer) done(answer);
    }
    request.upload.onprogress = function (event) {
      if (!event.lengthComputable) return;
      place.bar.max = event.total;
      place.bar.value = event.loaded;
      place.status.textContent = event.loaded < event.total ? "正在上传 " + megabytes(event.loaded) + " / " + megabytes(event.total) + " MB" : "正在检查文件…";
    };
    request.onload = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (page) { /* a page says why not: its status is enough */ }
      if (answer) end(words(answer), answer);
      else end((TOLD[request.status] || "没有上传，请稍后再试") + "。");
    };
    request.onerror = request.onabort = function () { end(TOLD[0] + "。"); };
    place.bar.hidden = false;
    place.bar.removeAttribute("value");
    place.input.disabled = true;
    place.status.textContent = "正在上传…";
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }
  function words(answer) {
    var said = answer.files.length ? ["已上传 " + answer.files.length + " 份"] : [];
    if (answer.known.length) said.push(answer.known.join("、") + " 已经上传过");
    answer.refused.forEach(function (pair) { said.push((pair[0] || "没有名字的文件") + " 没有收下：" + pair[1]); });
    return said.join("；") + "。";
  }

  function place(box, called) {
    var input = make("input", { type: "file", multiple: "", accept: box.dataset.accept, "aria-label": "为“" + called + "”选择佐证文件" });
    var bar = make("progress", { "aria-label": "上传进度", hidden: "" }), status = make("span", { role: "status", class: "hint" });
    box.append(make("div", { class: "drop", "data-drop": "" }, [input, make("span", { class: "hint" }, ["或把文件拖到这里；每个 ≤ 20 MB"]), bar, status]));
    window.choose(input);
    return { input: input, bar: bar, status: status };
  }
  function listed(file) {
    var link = make("a", { href: file.url }, [file.name]), item = make("li", {}, [link, make("span", { class: "hint" }, [file.size])]);
    if (file.thumb) item.prepend(make("img", { src: file.thumb, alt: "", class: "thumb", loading: "lazy" }));
    return item;
  }
  function equip(box) {
    var list = box.querySelector(".files"), own = place(box, box.dataset.called);
    own.input.addEventListener("change", function (event) {
      event.stopPropagation();
      if (!own.input.files.length) return;
      send(box.dataset.upload, box.dataset.proofs, own.input.files, own, function (answer) {
        answer.files.forEach(function (file) { list.append(listed(file)); });
        document.querySelectorAll('[data-proof-count="' + CSS.escape(box.dataset.proofs) + '"]').forEach(function (count) { count.textContent = list.children.length + " 份"; });
      });
    });
  }

  document.querySelectorAll("[data-proofs]").forEach(function (box) {
    var fold = box.closest("details");
    if (!fold || fold.open) equip(box);
    else fold.addEventListener("toggle", function () { equip(box); }, { once: true });
  });
  document.querySelectorAll("form[data-upload]").forEach(function (form) {
    var input = form.elements.files, own = { input: input, bar: form.querySelector("progress"), status: form.querySelector("[data-upload-status]") };
    form.addEventListener("submit", function (event) {
      if (!form.elements.proves.value || !input.files.length) return;
      event.preventDefault();
      send(form.action, form.elements.proves.value, input.files, own, function (answer) {
        if (answer.files.length && !answer.refused.length) location.assign(answer.page);
      });
    }, true);
  });
})();
