"""Lines of a part → whether they are a form that asks for a log-in, or send to one."""

import re
from collections.abc import Sequence

from pipeline.model import Labelled, Part
from pipeline.shapes import is_prose

_LOGIN = re.compile(
    r"登录|登陆|登錄|登入|注册|註冊|请先|会员|sign in|log in|login|register|subscribe"
    r"|anmelden|connexion|войти|로그인|ログイン",
    re.IGNORECASE,
)
_LOGIN_FORM = re.compile(
    r"密码|密碼|password|请先|請先|需要|立即注册|您尚未|passwort|mot de passe|contraseña|пароль|비밀번호|パスワード"
    r"|to continue|to view",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"(?:your |votre |tu |su |ihr )?(?:password|passwort|kennwort|mot de passe|contraseña|senha|palavra-passe"
    r"|пароль|hasło|heslo|wachtwoord|lösenord|adgangskode|passord|salasana|jelszó|parola|şifre|κωδικός|mật khẩu"
    r"|kata sandi|비밀번호|パスワード|密码|密碼)\W{0,3}",
    re.IGNORECASE,
)
_PITCH = re.compile(
    r"(?:create (?:an|your) account|sign up|register|registrieren sie sich|erstellen sie"
    r"|(?:mit|legen sie) (?:einem|ein) (?:kunden)?konto"
    r"|créez (?:un|votre) compte|inscrivez-vous|regístrate|crea (?:una|tu) cuenta|registrati|crea (?:un|il tuo) account"
    r"|crie (?:uma|a sua|sua) conta|cadastre-se|зарегистрируйтесь|создайте|załóż konto|zarejestruj się|maak een account"
    r"|skapa ett konto|opret en konto|üye ol|hesap oluştur|đăng ký|daftar"
    r"|(?:with|con|avec|com) (?:an|un|una|uma) (?:account|compte|cuenta|conta))\b",
    re.IGNORECASE,
)
"""What an account is good for: `Créez votre compte pour suivre vos commandes.`"""


def names_login(removed: Sequence[Labelled]) -> bool:
    """Whether a removed line has a word for logging in or signing up."""
    return any(_LOGIN.search(item.block.text) for item in removed)


def asks_for_login(removed: Sequence[Labelled]) -> bool:
    """A form, or a sentence that sends to one; the word alone is a line of a poem."""
    lines = [item.block.text for item in removed if _LOGIN.search(item.block.text)]
    return len(lines) > 1 or any(_LOGIN_FORM.search(line) for line in lines)


def is_login_form(part: Part) -> bool:
    """A field for a password, and sentences that say what an account is good for: no others."""
    told = [block.text for block in part.body if is_prose(block)]
    return (
        bool(told)
        and all(map(_PITCH.match, told))
        and any(_PASSWORD.fullmatch(item.block.text) for item in part.labelled)
    )
