import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from app.bootstrap.secrets import FileSecrets, KeyringSecrets, open_secrets


class InMemory(KeyringBackend):
    """A keyring as a desktop has one."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("there is none")


@pytest.fixture
def backend():
    """Whatever keyring this machine has, put back afterwards."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_secret_goes_to_the_keyring_and_to_no_file(tmp_path, backend):
    backend(InMemory())
    secrets = KeyringSecrets(tmp_path)
    secrets.put("token", "s3cret")
    assert secrets.get("token") == "s3cret"
    assert list(tmp_path.iterdir()) == []


def test_two_homes_of_one_user_keep_their_secrets_apart(tmp_path, backend):
    backend(InMemory())
    KeyringSecrets(tmp_path / "a").put("token", "one")
    assert KeyringSecrets(tmp_path / "b").get("token") is None


def test_a_machine_without_a_keyring_keeps_a_file_only_its_owner_reads(tmp_path, backend):
    backend(NoKeyring())
    secrets = KeyringSecrets(tmp_path)
    assert secrets.get("token") is None
    secrets.put("token", "s3cret")
    assert secrets.get("token") == "s3cret"
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_the_variable_chooses_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("NOREN_SECRETS", "file")
    assert isinstance(open_secrets(tmp_path), FileSecrets)
    monkeypatch.delenv("NOREN_SECRETS")
    assert isinstance(open_secrets(tmp_path), KeyringSecrets)


@pytest.mark.parametrize("keyring_here", [InMemory, NoKeyring])
def test_a_secret_that_was_dropped_is_nowhere_any_more(tmp_path, backend, keyring_here):
    backend(keyring_here())
    secrets = KeyringSecrets(tmp_path)
    FileSecrets(tmp_path).put("token", "from a day without a keyring")
    secrets.put("token", "s3cret")
    secrets.put("other", "kept")
    for _ in range(2):
        secrets.drop("token")
        assert secrets.get("token") is None
    assert secrets.get("other") == "kept"
