"""Every code list, by name: harms, signs, agencies, meetings, decisions and outcomes."""

from keepsight.practice.code import CodeList
from keepsight.practice.codes import (
    agency,
    answer,
    assessment,
    care,
    conference,
    contact,
    harm,
    household,
    legal,
    medical,
    network,
    person,
    plan,
    school,
    sign,
    subject_copy,
    visit,
)

_MODULES = (
    harm,
    sign,
    agency,
    answer,
    contact,
    assessment,
    medical,
    conference,
    plan,
    visit,
    household,
    person,
    school,
    legal,
    care,
    network,
    subject_copy,
)

CODE_LISTS: dict[str, CodeList] = {
    each.name: each
    for module in _MODULES
    for each in vars(module).values()
    if isinstance(each, CodeList)
}
