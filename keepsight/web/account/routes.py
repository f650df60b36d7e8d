"""The addresses of a person's own account. Nothing typed there is kept as a draft."""

from functools import partial

from keepsight.web.account import view
from keepsight.web.route import SIGNED_IN, route

_own = partial(route, permission=SIGNED_IN, keeps_draft=False)

ROUTES = (
    _own("account", view.account, name="account"),
    _own("account/second-factor", view.set_up, name="second_factor", takes_form=True),
    _own("account/recovery-codes", view.recovery_codes, name="recovery_codes", takes_form=True),
    _own("account/password", view.change_password, name="change_password", takes_form=True),
    _own(
        "account/sign-out-everywhere",
        view.sign_out_everywhere,
        name="sign_out_everywhere",
        takes_form=True,
    ),
    route(
        "second-factors",
        view.second_factors,
        name="second_factors",
        permission="reset_second_factor",
        takes_form=True,
        keeps_draft=False,
    ),
)
