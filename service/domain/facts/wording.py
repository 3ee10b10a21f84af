"""Words that say the same and words that say the opposite, as terms.

The lists are the everyday vocabulary of news English, by meaning; a word may stand in several groups.
"""

from functools import lru_cache

from service.domain.terms import sentence_terms

_SAME = """
supply provide deliver send ship furnish give
supply sell export sale
import buy purchase acquire
make produce manufacture build construct
production manufacture manufacturing output
use employ utilise deploy
help assist aid support back
support backing assistance help aid
grow rise increase climb surge jump soar gain expand growth
fall drop decline decrease shrink plunge slump sink slide reduction
cut reduce lower slash trim
raise lift boost hike increase
say state tell declare announce note
claim assert allege contend maintain
think believe consider view
confirm acknowledge admit concede
warn caution alert
urge encourage press advise exhort call recommend
acquit clear exonerate acquittal
criticize criticise denounce condemn slam blast castigate attack decry rebuke
praise laud applaud commend hail
oppose object resist reject
approve pass adopt endorse back clear
reject dismiss refuse decline spurn
overturn override strike overrule reverse annul repeal scrap
sue lawsuit suit litigation
charge indict indictment prosecute accuse
arrest detain custody jail imprison
convict conviction guilty
kill die death dead fatality deadly
injure wound hurt injury
attack strike assault raid bomb bombard shell
war conflict invasion offensive fighting
weapon arm weaponry munition armament
ammunition munition shell round
soldier troop force personnel
military army force defense
plane aircraft jet airplane
drone uav
component part
company firm corporation business enterprise maker
machine equipment machinery
technology tech
official authority administration government
government administration cabinet
lawmaker legislator congressman congresswoman senator representative parliamentarian politician
law legislation bill measure act statute
rule regulation policy ruling
vote ballot poll
election poll vote
committee panel commission
lawyer attorney counsel solicitor
court tribunal judge justice
investigation inquiry probe
talk negotiation discussion meeting
meet talk meeting summit
speak talk discuss
call phone telephone
visit trip travel tour
deal agreement accord pact treaty
money fund funding cash
cost price expense
pay payment
spend spending expenditure
earn income revenue earnings
profit gain earnings
debt loan borrowing
owe debt
tax levy duty tariff
worker employee staff labor workforce
job employment work post
fire dismiss sack oust
hire recruit employ appoint
resign quit step leave departure
name appoint nominate
lead head chair
leader head chief president boss
child kid youngster
couple spouse partner marriage
marry marriage wed wedding
gay homosexual lesbian
union marriage partnership
citizen national
country nation state
city town municipality
people person resident
home house household residence
school college university
student pupil
teacher educator
doctor physician
hospital clinic
illness disease sickness
storm hurricane typhoon cyclone
flood flooding
quake earthquake tremor
begin start launch open
end finish conclude close
stop halt cease suspend
continue remain keep maintain persist
big large huge major massive
large significant considerable substantial
biggest largest greatest
small little minor tiny
only sole lone single
first initial
new fresh
record high highest
show demonstrate reveal indicate suggest
find discover determine
plan intend intention intent aim mean
promise pledge vow
threaten threat
demand require request seek
allow permit let enable authorise
ban prohibit bar forbid outlaw
require mandate oblige compel
extend apply expand
protect defend safeguard protection
harm damage hurt undermine undercut
danger risk threat jeopardy peril
concern worry alarm
possible potential
need require necessity
want wish desire
get receive obtain
take seize grab
hold keep
hide conceal
reveal disclose disclosure publish release
publish release issue
report account
answer reply respond response
ask question query
try attempt effort
win victory triumph
lose defeat loss
defeat beat
reach hit attain achieve
come arrive
go travel
return back
move relocate
join enter
destroy demolish wreck
repair fix restore rebuild
change alter amend modify reform
vehicle car truck automobile
ship vessel boat
oil petroleum crude
power electricity energy
growth expansion buildup build-up
expansion buildup increase
era time period
consequence result effect impact
reason cause motive
result outcome
recognize recognise recognition
benefit advantage
equal equally same
former ex previous
earlier prior previous
yearly annual annually
nearly almost
opposition oppose opponent
campaign race
donor contributor
contribute donate donation contribution give
fraud deception
wrongdoing misconduct impropriety
defer delay postpone
delay postpone
"""

_OPPOSITE = """
rise grow increase climb surge jump soar gain higher | fall drop decline decrease shrink plunge slump sink lower
raise hike lift | cut reduce slash trim
support back endorse favor | oppose object resist against
approve adopt endorse pass | reject veto refuse against
welcome praise laud applaud commend hail | criticize condemn denounce slam castigate oppose object regret
uphold affirm | overturn strike overrule reverse annul
win victory | lose defeat
accept agree | reject refuse disagree
allow permit legalise authorise | ban prohibit bar forbid outlaw
start begin launch resume | stop halt cease suspend end finish
open | close shut
buy purchase | sell
import | export
hire appoint recruit | fire dismiss sack
guilty convict | innocent acquit
confirm admit acknowledge | deny
include | exclude
join enter | leave quit exit
strengthen | weaken
advance | retreat
arrest detain | release free
encourage urge | discourage
most majority | minority
ally | enemy
legal lawful | illegal unlawful
succeed success successful | fail failure unsuccessful
safe | unsafe dangerous
possible | impossible
public | private
urban | rural
domestic | foreign
military | civilian
male man men boy | female woman women girl
young | old elderly senior
rich wealthy | poor
big large huge giant | small little tiny
near | far
inside indoors | outside outdoors
same identical | different
north northern | south southern
east eastern | west western
early | late
maximum | minimum
best | worst
most | least
more | less fewer
always | never
up | down
borrow | lend
"""

# Irregular forms that a stemmer leaves apart; each line is one verb.
IRREGULAR = """
uphold upheld
hold held
withhold withheld
override overrode overridden
ride rode ridden
fall fell fallen
rise rose risen
grow grew grown
sell sold
tell told
buy bought
bring brought
think thought
seek sought
catch caught
teach taught
fight fought
build built
lend lent
send sent
spend spent
lose lost
win won
begin began begun
make made
take took taken
give gave given
forgive forgave forgiven
come came
become became
go went gone
know knew known
throw threw thrown
draw drew drawn
withdraw withdrew withdrawn
fly flew flown
blow blew blown
show shown
see saw seen
say said
pay paid
lay laid
mean meant
meet met
lead led
feed fed
flee fled
speak spoke spoken
break broke broken
freeze froze frozen
choose chose chosen
steal stole stolen
write wrote written
drive drove driven
strike struck stricken
stick stuck
sink sank sunk
shrink shrank shrunk
sing sang sung
swim swam swum
run ran
leave left
keep kept
sleep slept
sweep swept
feel felt
deal dealt
find found
stand stood
understand understood
overturn overturned
overtake overtook overtaken
undertake undertook undertaken
overthrow overthrew overthrown
wear wore worn
swear swore sworn
bear bore borne
tear tore torn
shoot shot
get got gotten
forget forgot forgotten
forbid forbade forbidden
sue sued
shake shook shaken
eat ate eaten
arise arose arisen
undergo underwent undergone
foresee foresaw foreseen
die died
dig dug
hang hung
hear heard
hide hid hidden
bite bit bitten
sit sat
slide slid
spin spun
split split
wake woke woken
man men
woman women
child children
person people
foot feet
wife wives
life lives
"""


def _term(word: str) -> str | None:
    terms = sentence_terms(word)
    return terms[-1] if terms else None


def _terms(words: str) -> frozenset[str]:
    return frozenset(term for term in map(_term, words.split()) if term)


def _same_meaning() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _SAME.strip().splitlines():
        group = _terms(line)
        group = group.union(*(_FORMS.get(term, frozenset()) for term in group))
        for term in group:
            found[term] = found.get(term, frozenset()) | group
    return found


def _forms() -> dict[str, frozenset[str]]:
    groups = [_terms(line) for line in IRREGULAR.strip().splitlines()]
    return {term: group for group in groups for term in group}


def _opposite_meaning() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _OPPOSITE.strip().splitlines():
        left, _, right = line.partition("|")
        poles = [
            terms.union(*(_FORMS.get(term, frozenset()) for term in terms)) for terms in (_terms(left), _terms(right))
        ]
        for own, other in (poles, poles[::-1]):
            for term in own:
                found[term] = found.get(term, frozenset()) | other
    return found


_FORMS = _forms()
_SAME_MEANING = _same_meaning()
_OPPOSITE_MEANING = _opposite_meaning()
_SHARED_START = 5
_LONGEST_END = 3


def same_meaning(term: str) -> frozenset[str]:
    """Terms that may say what this one says; empty where none are known."""
    return _SAME_MEANING.get(term) or _FORMS.get(term, frozenset())


def forms_of(term: str) -> frozenset[str]:
    """The irregular forms of a verb, this one among them; empty where it has none."""
    return _FORMS.get(term, frozenset())


def opposite_meaning(term: str) -> frozenset[str]:
    """Terms that say the opposite; empty where none are known."""
    return _OPPOSITE_MEANING.get(term, frozenset())


def family_key(term: str) -> str:
    """What two terms must have in common to be of one family."""
    return term[:_SHARED_START]


@lru_cache(maxsize=65536)
def is_same_family(term: str, other: str) -> bool:
    """Whether two stems look like forms of one word that the stemmer keeps apart: "produc" and "product"."""
    shared = 0
    for left, right in zip(term, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _SHARED_START and max(len(term), len(other)) - shared <= _LONGEST_END and term.isalpha()
