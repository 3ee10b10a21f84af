"""Forms of English verbs, as far as telling a verb from a noun in a sentence needs them."""

from functools import lru_cache

from service.domain.facts.wording import IRREGULAR

# Verbs of the news whose base form or "-s" form has to be known: "-ed" shows itself.
_REGULAR = """
accept accuse achieve acknowledge acquire act add admit adopt advise affect agree aim allege allow announce annul
answer appeal appear appoint approve argue arrest arrive ask assert assist attack attempt attend attract avoid award
back ban base batter believe belong benefit bid blame block board boast bomb boost borrow boycott breach
call campaign cancel cap capture carry cause celebrate challenge change charge chair claim clash clear climb close
collapse collect comment commit compete complain complete concede concern condemn confirm connect consider contain
contest continue contract control convict cooperate cost count cover crash create criticise criticize cross cut damage
deal debate decide declare decline defeat defend defer defy delay deliver demand demolish deny depart depend deploy
describe destroy detain develop die discover discuss dismiss dispute distribute donate double drop dump earn ease
elect eliminate employ enable encourage end endorse enforce enter establish estimate evacuate exceed exclude expand
expect expel explain exploit export express extend extradite face fail favour favor fear file fill finance fine finish
fire flow follow force found free fund gain govern grant guarantee guard halt hail hand harm hate head help hire hold
host hope hurt identify ignore impeach implement import impose improve imprison include increase indict inform injure
inspect insist install intend introduce invade invent invest investigate invite involve issue jail join judge jump
kill lack land last launch lead leak lift limit link list live lobby lock lose lower maintain manage manufacture mark
marry match matter measure merge miss monitor move murder name need negotiate nominate note notify obtain occupy occur
offer open operate oppose order organise organize oust outbid outsell outnumber overrule overtake owe own pardon pass
pause permit persuade plan plead pledge pledge poison poll postpone praise precede predict prefer prepare present
preserve press prevent print probe produce profit prohibit promise promote propose prosecute protect protest prove
provide publish pull punish purchase push question raise rank ratify reach rebuild receive recall recover recruit
reduce refuse regret regulate reject release rely remain remove rename renew rent repair repeal repay replace reply
report represent request require rescue resign resist resolve respond restore restrict result resume retain retire
return reveal reverse review revoke rise rob rule sanction save scrap seize sentence separate serve settle share
shape shelve ship shoulder show sign slash slump smuggle soar solve sponsor stab stage start state stop store storm
study submit succeed sue suffer suggest summon supply support surge surpass surrender survive suspect suspend target
tax test testify thank threaten top torture total tour track trade train transfer transport travel treat trigger
triple trust try turn underwrite unveil update upgrade uphold urge use value veto view violate visit vote vow wage
wait walk want warn waive weaken welcome withdraw witness work worry wound
"""

_BASES = {line.split()[0] for line in IRREGULAR.strip().splitlines()} | set(_REGULAR.split())
_NO_VERBS = {"man", "woman", "child", "person", "foot", "wife", "life"}
_BASES -= _NO_VERBS
_PASTS = {
    form
    for line in IRREGULAR.strip().splitlines()
    for form in line.split()[1:] or line.split()
    if line.split()[0] not in _NO_VERBS
} | {"cut", "set", "put", "hit", "cost", "let", "shut", "hurt", "beat", "quit", "beaten", "bid", "outbid"}
# End in "ed" and are no past.
_NO_PASTS_WORDS = """
    hundred red bed need speed seed feed weed indeed shed breed greed creed embed exceed proceed succeed agreed-upon
    naked sacred wicked rugged talented united alleged so-called biased seabed watershed
"""
_NO_PASTS = frozenset(_NO_PASTS_WORDS.split())
_NO_GERUNDS_WORDS = "during king ring thing spring morning evening nothing something anything everything"
_NO_GERUNDS = frozenset(_NO_GERUNDS_WORDS.split())


@lru_cache(maxsize=32768)
def verb_forms(word: str) -> str:
    """The forms that a lower-case word may be, as letters: b(ase), s, d (past or participle), g (gerund).

    >>> verb_forms("sells"), verb_forms("cut"), verb_forms("harbour")
    ('s', 'bd', '')
    """
    forms = ""
    if word in _BASES:
        forms += "b"
    if word.endswith("s") and (word[:-1] in _BASES or word[:-2] in _BASES or word[:-3] + "y" in _BASES):
        forms += "s"
    if word in _PASTS or (word.endswith("ed") and len(word) > 4 and word not in _NO_PASTS):
        forms += "d"
    if word.endswith("ing") and len(word) > 5 and word not in _NO_GERUNDS:
        forms += "g"
    return forms
