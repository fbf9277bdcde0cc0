"""List the words that any sentence on figures may hold: they say nothing of whose figures they are."""

from prosecheck.directions import FELL, ROSE
from prosecheck.words import MONTHS, any_of, pattern
from reportbuilder.checks.claims.trend_vocabulary import ALL_WORDS

MEASURES = frozenset(
    "performance perform performs performing performed figure figures rate rates number numbers level levels "
    "percentage proportion share total totals volume volumes result results score scores measure indicator kpi "
    "position picture situation trend trends trajectory direction outturn output data statistics value count counts "
    "timeliness graph chart dashboard limit metric statistic statistics percentages average ratio base volumes "
    "standard compliance turnaround use usage things gains line target targets track improvement progress growth "
    "recovery".split()
)
PRONOUNS = frozenset("it this these they".split())
AGENTS = frozenset(
    "we i us our team teams service services council authority officers staff department providers".split()
)
_GRAMMAR = (
    "a an the and or of in on at to for from by with as than into over across per within between since during "
    "throughout towards toward upon via until up down out off around about that which there here its their his her "
    "what how all any another each every both such same other overall again also still now then yet already just only "
    "even so very much more most less quite rather too well but not no is are was were be been being has have had "
    "having do does did will shall should would can may must it’s we’ve that’s those while however therefore "
    "otherwise although though indeed whole despite given"
)
_TIMES = (
    "year years year-end year-on-year quarter quarters quarter-on-quarter month months month-on-month week weeks day "
    "days date period periods time times term end-of-year end start beginning close last previous past prior recent "
    "latest current present next following coming first through among amongst second third fourth fifth sixth final "
    "two three four five six seven eight nine ten twelve several few annual annually financial full full-year today "
    "ago earlier before after far once ever long stage spring summer autumn winter successive consecutive running row "
    "decade decades seasonal rolling half succession term terms winter recently sooner festive christmas "
    "school-holiday half-year mid-year pandemic covid year-round yearly half-yearly midway halfway onwards forward "
    "henceforth presently nowadays hitherto thus meantime interim peak-season off-peak easter bank-holiday"
)
_SEEN = (
    "see sees saw seen seeing show shows showed shown showing demonstrate demonstrates demonstrated demonstrating "
    "report reports reported reporting record records recorded achieve achieves achieved achieving maintain maintains "
    "maintained maintaining experience experienced remain remains remained remaining continue continues continued "
    "continuing indicate indicates indicated indicating suggest suggests suggested evidence evidenced note noted "
    "pleased pleasing delighted proud able stand stands stood come comes came go goes going reach tracking reaches "
    "reached reaching get gets getting become becomes became make makes made making take taken set stay stayed keep "
    "keeps kept hold held holding move moving turn turning look looks looking reflect reflects reflected confirm "
    "confirms confirmed average represent represents marks say know mean read seems seem appears appear finds found "
    "feel mirrors follows followed happening witnessed witnessing enjoyed entered entering receiving bringing "
    "returning providing seeing dealing living using moved went began begun beginning starting started introduced "
    "observed noticed tells told points point highlight highlights highlighted include included including measured "
    "used takes gone gives give given bringing leaving taking putting standing shifting changing varying ranging "
    "averaging totalling passing crossing breaking setting leading pushing delivering producing generating recording "
    "logging counting measuring noting observing experiencing enjoying suffering facing responding handled received "
    "processed completed provided carried undertaken dealt resolved closed accelerate accelerated fluctuate responded "
    "persists persisted persist emerge emerged emerging embed embedded embedding translate translated translating "
    "paying paid bearing fruit feeding filtering materialise materialised replicate replicated mirror mirrored feels "
    "feeling acknowledge acknowledged recognise recognised celebrate celebrating regret"
)
_QUALITIES = (
    "positive negative good better best bad worse worst strong stronger strongest high higher highest low lower "
    "lowest encouraging significant slight small large great marked marginal modest gradual general broad clear real "
    "notable steady sustained consistent further continual continuous ongoing upward upwards downward downwards right "
    "wrong favourable adverse welcome all-time exceptional excellent usual normal expected typical little improving "
    "improved improve improves worsening deteriorating deterioration growing stable static change changes variation "
    "recovering recover recovered signs sign similar range goal back returned returning reversed return heading "
    "trending trend travel travelling plateaued plateauing stabilised levelled flattened bounced becoming bouncing "
    "build building picking edging creeping getting longer shorter slip slipping unchanged flat constant pre-pandemic "
    "pre-covid rebounded one some long-standing overall above below ahead behind under against course green amber red "
    "rag rating rated strength pace concern disappointing evident apparent visible noticeable special remarkable "
    "promising healthy robust solid satisfactory comparable cumulative provisional initial historic historical "
    "underlying sharp slow slowed rapid quick dramatic substantial considerable weak weaker continuation strengthen "
    "strengthening weaken weakening curve path peak dip dipped spike blip margin pattern patterns volatile buoyant "
    "resilient challenging difficult impressive pleasing stubborn persistent fragile erratic incremental tangible "
    "meaningful short-term medium-term fewer momentum streak popularity strength deadline timescale timescales "
    "timeframe statutory threshold benchmark area success achievement achievements challenge challenges turbulent "
    "tough local actual net gross people residents busy busiest quiet lull seasonality fluctuation fluctuations "
    "fluctuates fluctuated settled settling ground story news beyond touching worrying reassuring heartening "
    "tentative early late lately main headline key successful in-year alarming outstanding frustrating patchy mixed "
    "uneven variable fluctuating poor fair fine reasonable acceptable unacceptable moderate huge massive tiny limited "
    "minimal steep sudden unprecedented unusual regular routine fast entire wide common daily weekly monthly combined "
    "aggregate lasting unexpected known obvious possible probable hopeful pessimistic disappointed concerned aware "
    "unable ready sizeable relentless inexorable unbroken worrisome problematic unfortunate unhelpful satisfying "
    "superb brilliant fantastic terrific phenomenal staggering extraordinary respectable decent credible creditable "
    "commendable adequate inadequate lacklustre subdued muted sluggish dire dismal bleak rosy bright upbeat severe "
    "acute chronic intense heavy light extra additional greater lesser faster slower smoother deeper wider narrower "
    "tighter busier quieter tougher harder easier"
)
_MATTERS = (
    "activity delivery effort efforts movement shift variance difference degree extent scale size amount sum rest "
    "remainder balance bulk state status condition message signal indication indications proof fact reason impact "
    "effect moment phase season series sequence spell reading readings throughput workload backdrop context regard "
    "respect view perspective sense summary conclusion respects case cause celebration credit testament reflection "
    "consequence cumulation recurrence comparison contrast addition keeping front side hand median norm norms "
    "baseline variability volatility stability consistency resilience dimension order"
)
_PROSPECTS = (
    "likely unlikely expect think expects expecting forecast forecasts forecasted forecasting projected projection "
    "projections predict predicts predicted anticipate anticipates anticipated anticipating confident confidence way "
    "believe believes certain sure estimated placed poised due meet meets meeting met hit hits hitting exceed exceeds "
    "exceeding exceeded surpass surpassed surpassing beat beaten beating attain attained deliver delivered miss "
    "missed missing short fail failing fails finish finishing ending achievable unachievable attainable unattainable "
    "risk serious doubt jeopardy danger based basis comfortably narrowly agreed cannot longer doubtful optimistic "
    "distance enough well-placed profile profiled predicting believing margin outlook prospect prospects expectation "
    "chance likelihood schedule"
)
PLAIN = (
    frozenset(f"{_GRAMMAR} {_TIMES} {_SEEN} {_QUALITIES} {_MATTERS} {_PROSPECTS}".split())
    | MEASURES
    | PRONOUNS
    | AGENTS
    | {*MONTHS}
    | ALL_WORDS
)
NO_ADVERBS = frozenset("family supply elderly assembly reply italy nationally regionally globally".split())
MOVED = pattern(any_of(ROSE, FELL))
