from lib import apart


def test_no_secret_goes_to_a_process_that_reads_what_strangers_made(monkeypatch):
    secrets = ("SECRET_KEY", "DATABASE_URL", "ZIPING_SIGN_PASSWORD_FILE", "PGPASSWORD")
    for name in (*secrets, "ZIPING_FONTS"):
        monkeypatch.setenv(name, "x")
    assert "ZIPING_FONTS" in apart.environment()
    assert not {*secrets} & {*apart.environment()}
