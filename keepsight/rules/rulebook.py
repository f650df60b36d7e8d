"""Every rule, in the order in which a child meets them."""

from collections.abc import Mapping
from types import MappingProxyType

from keepsight.rules.rule import Rule

_IN_ORDER: tuple[Rule, ...] = ()

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _IN_ORDER})
