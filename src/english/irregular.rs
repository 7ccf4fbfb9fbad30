//! Words whose forms follow no rule of spelling.
//!
//! Tables for [`lemma`](super::lemma), written as text so that they can be read and amended: one
//! verb, noun or adjective a line, its dictionary form first, or plain lists of words.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// From the irregular forms of verbs to their dictionary form.
pub(super) static VERBS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| by_form(VERB_FORMS));
/// From the irregular forms of nouns to their dictionary form.
pub(super) static NOUNS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| by_form(NOUN_FORMS));
/// From the irregular forms of adjectives to their dictionary form.
pub(super) static ADJECTIVES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| by_form(ADJECTIVE_FORMS));

/// Verbs with an "e" that the spelling of "-ed" and "-ing" does not give away.
pub(super) static SILENT_E: LazyLock<HashSet<&str>> =
    LazyLock::new(|| SILENT_E_WORDS.split_whitespace().collect());
/// Verbs that have no "e", though their spelling says so.
pub(super) static NO_E: LazyLock<HashSet<&str>> =
    LazyLock::new(|| NO_E_WORDS.split_whitespace().collect());
/// Verbs in a single "l" that is doubled before "-ed" and "-ing".
pub(super) static DOUBLED_L: LazyLock<HashSet<&str>> =
    LazyLock::new(|| DOUBLED_L_WORDS.split_whitespace().collect());
/// Words in "-ie", "-oe", "-che", "-xe", whose forms look as if they came of "-y", "-o", "-ch", "-x".
pub(super) static FINAL_E: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FINAL_E_WORDS.split_whitespace().collect());
/// Words in "-s", which another form follows with "-es".
pub(super) static SIBILANT_S: LazyLock<HashSet<&str>> =
    LazyLock::new(|| SIBILANT_S_WORDS.split_whitespace().collect());
/// Adjectives and adverbs that are compared by "-er" and "-est".
pub(super) static COMPARED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| COMPARED_WORDS.split_whitespace().collect());
/// Words in "-s" that are their own dictionary form.
pub(super) static INVARIABLE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| INVARIABLE_WORDS.split_whitespace().collect());
/// Verbs that end in two equal consonants of themselves.
pub(super) static DOUBLE_ENDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| DOUBLE_ENDS_WORDS.split_whitespace().collect());

fn by_form(table: &'static str) -> HashMap<&'static str, &'static str> {
    let mut lemmas = HashMap::new();
    for line in table.lines() {
        let mut forms = line.split_whitespace();
        let Some(lemma) = forms.next() else { continue };
        for form in forms {
            // of two words with one form the first has it: "lay" is of "lay", not of "lie"
            lemmas.entry(form).or_insert(lemma);
        }
    }
    lemmas
}

const SILENT_E_WORDS: &str = "
    ache adhere adore arrange atone baste bathe become binge breathe change chaperone clothe
    cohere compete complete condone connote contravene convene create cringe delete delineate
    demote denote deplete deplore dethrone devote dissuade elope enthrone exchange excite exhale
    expedite explore expunge extradite finesse footnote fringe guide haste hinge ideate ignite
    ignore impinge implore incite infringe inhale interchange interfere intervene invite loathe
    lounge lunge massacre misguide misname nauseate nickname outcome outscore overcome owe paste
    permeate persevere persuade plunge postpone prearrange procreate promote range rearrange
    recite reconvene recreate rename reroute restore reunite revere rewrite scrounge seethe
    sheathe sideswipe singe soothe sponge supervene surname swathe taste teethe telephone
    telescope tinge underscore underwrite unite waste welcome wreathe writhe
";

const NO_E_WORDS: &str = "
    bias calendar canvas catalog caucus chorus collar combat dialog focus format kidnap mortar
    murmur pillar refocus
";

const DOUBLED_L_WORDS: &str = "
    annul bedevil cancel channel compel control counsel dial dispel duel excel expel fuel funnel
    gambol grovel impel imperil initial jewel label level marshal marvel medal model panel
    parcel patrol pedal pencil propel pummel quarrel rebel refuel repel revel rival shovel
    shrivel signal snorkel spiral stencil swivel total towel travel tunnel unravel yodel
";

const FINAL_E_WORDS: &str = "
    ache aerie auntie avalanche axe backache belie birdie bogie bookie brownie budgie cache
    caddie calorie canoe cliche cliché collie cookie creche crevasse cutie die doe finesse floe
    foe foodie freebie genie goalie groupie hankie headache hippie hoe hoodie impasse indie
    junkie laddie lassie lie magpie mousse moustache movie mustache necktie newbie niche oboe
    onesie pantie pastiche pie pinkie pixie posse prairie psyche quiche roadie roe rookie selfie
    shoe smoothie snowshoe sortie stomachache sweetie talkie techie tie tiptoe toe toothache
    townie tranche underlie untie veggie vie woe yuppie zombie
";

const SIBILANT_S_WORDS: &str = "
    abacus airbus alias apparatus atlas bias bonus bus cactus callus campus canvas caucus census
    chorus circus consensus coronavirus corpus crocus exodus fetus focus gas genius hiatus
    impetus iris lens locus lotus metropolis minibus minus nexus nucleus octopus omnibus
    platypus plus prospectus radius rumpus sinus status stimulus surplus syllabus terminus
    thermos trellis typhus virus walrus
";

const COMPARED_WORDS: &str = "
    bad big bitter bold brave brief bright broad calm cheap clean clear clever close cold cool
    costly cruel dark deadly deep dense dire dirty dry dull early easy fair far fast fat few
    fierce fine firm flat free fresh full good grave great grim happy hard harsh healthy heavy
    high hot huge keen kind large late lengthy light likely lively lonely long loose loud low
    mean mighty mild narrow near neat new nice noisy old pale plain poor pretty proud pure quick
    quiet rare rich risky rough rude sad safe severe shaky shallow sharp short shy sick simple
    slight slim slow small smart smooth soft soon sorry steady steep stern stiff strange strict
    strong sturdy sure swift tall tense thick thin tight tiny tough ugly vague vast warm weak
    wealthy wet wide wild wise worthy young
";

const INVARIABLE_WORDS: &str = "
    aircraft always analysis as barracks besides bias bus chaos chassis corps crossroads
    diabetes economics ethics ethos gas headquarters hovercraft lens logistics mathematics
    measles news pants perhaps physics plus politics rabies scissors series sometimes spacecraft
    species tennis this thus towards us various whereas yes
";

const DOUBLE_ENDS_WORDS: &str = "
    add boycott butt ebb egg err purr
";

const VERB_FORMS: &str = "
    abide abode
    age ageing aging
    agree agreed
    ally allied allies
    arise arose arisen
    awake awoke awoken
    be am are is was were been being
    bear bore borne born
    beat beaten
    become became
    befall befell befallen
    beget begot begotten
    begin began begun
    behold beheld
    belie belying belies
    bend bent
    beseech besought
    beset beset
    bespeak bespoke bespoken
    bet bet
    bias biased biasing
    bid bade bidden
    bind bound
    bite bit bitten
    bleed bled
    blow blew blown
    boycott boycotted boycotting
    break broke broken
    breed bred
    bring brought
    build built
    burn burnt
    burst burst
    bus busing bused
    buy bought
    can could
    canoe canoed canoeing
    cast cast
    catch caught
    choose chose chosen
    cling clung
    come came
    compel compelled
    cost cost
    creep crept
    cut cut
    deal dealt
    decree decreed
    die dying dies
    dig dug
    dis dissed
    disagree disagreed
    dive dove
    do did done does
    draw drew drawn
    dream dreamt
    drink drank drunk
    drive drove driven
    dwell dwelt
    dye dyeing dyed
    eat ate eaten
    embed embed
    error erroring
    eye eyed eyeing
    fall fell fallen
    feed fed
    feel felt
    fight fought
    find found
    flee fled
    fling flung
    fly flew flown flies
    focus focussed focussing focused focusing
    forbid forbade forbidden
    forecast forecast
    forget forgot forgotten
    forgive forgave forgiven
    forgo forwent forgone
    forsake forsook forsaken
    free freed
    freeze froze frozen
    frolic frolicked frolicking
    gas gassed gassing
    get got gotten
    give gave given
    go went gone goes
    grind ground
    grow grew grown
    guarantee guaranteed
    handcuff handcuff
    hang hung
    have had has having
    hear heard
    hide hid hidden
    hit hit
    hold held
    hurt hurt
    keep kept
    kneel knelt
    know knew known
    lay laid
    lead led
    leap leapt
    learn learnt
    leave left
    lend lent
    let let
    lie lain lying
    light lit
    lose lost
    make made
    may might
    mean meant
    meet met
    mimic mimicked mimicking
    mow mown
    offset offset
    outdo outdid outdone outdoes
    overdo overdid overdone overdoes
    oversee oversaw overseen
    panic panicked panicking
    pay paid
    pedigree pedigreed
    picnic picnicked picnicking
    plead pled
    prove proven
    put put
    queue queueing queued
    quit quit
    quiz quizzed quizzing
    read read
    redo redid redone redoes
    referee refereed
    rely relied relies
    rid rid
    ride rode ridden
    ring rang rung
    rise rose risen
    rue rued
    run ran
    saw sawn
    say said
    see saw seen
    seek sought
    sell sold
    send sent
    set set
    sew sewn
    shake shook shaken
    shed shed
    shine shone
    shoe shod shoed shoeing
    shoot shot
    show shown
    shrink shrank shrunk
    shut shut
    sing sang sung
    singe singeing
    sink sank sunk
    sit sat
    ski skied skiing
    slay slew slain
    sleep slept
    slide slid
    sling slung
    slit slit
    smite smote smitten
    sow sown
    speak spoke spoken
    speed sped
    spend spent
    spill spilt
    spin spun
    spit spat
    split split
    spoil spoilt
    spread spread
    spring sprang sprung
    stand stood
    steal stole stolen
    stick stuck
    sting stung
    stink stank stunk
    strew strewn
    stride strode stridden
    strike struck stricken
    string strung
    strive strove striven
    sue sued suing
    swear swore sworn
    sweep swept
    swell swollen
    swim swam swum
    swing swung
    take took taken
    taxi taxied
    teach taught
    tear tore torn
    tell told
    think thought
    thrive throve
    throw threw thrown
    thrust thrust
    tie tying ties
    traffic trafficked trafficking
    tread trod trodden
    undergo underwent undergone undergoes
    underlie underlying underlies underlain underlay
    understand understood
    undo undid undone undoes
    untie untying unties
    use used
    veto vetoed
    vie vying vies
    wake woke woken
    wear wore worn
    weave wove woven
    wed wed
    weep wept
    wet wet
    win won
    wind wound
    withdraw withdrew withdrawn
    withhold withheld
    withstand withstood
    wring wrung
    write wrote written
";

const NOUN_FORMS: &str = "
    addendum addenda
    alga algae
    alumnus alumni
    analysis analyses
    antithesis antitheses
    appendix appendices
    axis axis
    bacterium bacteria
    basis basis
    beef beeves
    bureau bureaus bureaux
    cactus cacti
    calf calves
    catharsis catharses
    chateau chateaux
    cherub cherubim
    child children
    crisis crises
    criterion criteria
    diagnosis diagnoses
    dwarf dwarves
    elf elves
    emphasis emphases
    emu emus
    foot feet
    forefather forefathers
    formula formulae
    fungus fungi
    goose geese
    guru gurus
    half halves
    hoof hooves
    hypothesis hypotheses
    index indices
    kibbutz kibbutzim
    knife knives
    larva larvae
    leaf leaves
    life lives
    loaf loaves
    locus loci
    louse lice
    man men
    matrix matrices
    medium media
    memorandum memoranda
    menu menus
    metamorphosis metamorphoses
    milieu milieus
    mouse mice
    mujahid mujahideen
    neurosis neuroses
    nucleus nuclei
    oasis oases
    ox oxen
    paralysis paralyses
    parenthesis parentheses
    passer-by passers-by
    penny pence
    person persons
    phenomenon phenomena
    plateau plateaus plateaux
    prognosis prognoses
    psychosis psychoses
    quiz quizzes
    radius radii
    referendum referenda
    runner-up runners-up
    scarf scarves
    self selves
    sheaf sheaves
    shelf shelves
    stimulus stimuli
    stratum strata
    synopsis synopses
    synthesis syntheses
    thanks thanks
    thesis theses
    thief thieves
    tooth teeth
    turf turves
    vertebra vertebrae
    vertex vertices
    waltz waltzes
    wharf wharves
    wife wives
    wolf wolves
    woman women
";

const ADJECTIVE_FORMS: &str = "
    bad worse worst
    big bigger biggest
    common commoner commonest
    dry drier driest dryer
    early earlier earliest
    far farther farthest further furthest
    free freer freest
    good better best
    late later latest latter
    narrow narrower narrowest
    old elder eldest
    shy shyer shyest
    sly slyer slyest
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_say_nothing_twice() {
        let lists = [
            SILENT_E_WORDS,
            NO_E_WORDS,
            DOUBLED_L_WORDS,
            FINAL_E_WORDS,
            SIBILANT_S_WORDS,
            COMPARED_WORDS,
            INVARIABLE_WORDS,
            DOUBLE_ENDS_WORDS,
        ];
        for list in lists {
            let words: Vec<&str> = list.split_whitespace().collect();
            assert!(words.is_sorted_by(|one, next| one < next), "{list}");
        }
        for table in [VERB_FORMS, NOUN_FORMS, ADJECTIVE_FORMS] {
            let lemmas: Vec<&str> =
                table.lines().filter_map(|line| line.split_whitespace().next()).collect();
            assert!(lemmas.is_sorted_by(|one, next| one < next), "{table}");
        }
    }
}
