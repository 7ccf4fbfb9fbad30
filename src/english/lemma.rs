//! Dictionary forms: "met" is of "meet", "supplies" of "supply".
//!
//! With a tag there is one answer, [`lemma`]; without, there are several, [`lemmas`]. Both look the
//! irregular forms up and undo the spelling rules of the others: doubling, "-ies", "-ves", and the
//! "e" that "-ed", "-ing" and "-er" hide. No dictionary is needed for that; where spelling decides
//! nothing, as between "invited" and "visited", short lists do.

use std::borrow::Cow;

use crate::english::irregular::{
    ADJECTIVES, COMPARED, DOUBLE_ENDS, DOUBLED_L, FINAL_E, INVARIABLE, NO_E, NOUNS, SIBILANT_S,
    SILENT_E, VERBS,
};

/// The dictionary form of `form`, whose Penn Treebank tag is `tag`, by the conventions of
/// Universal Dependencies: names keep their capitals, "me" is of "I", "n't" of "not".
///
/// ```
/// use whowhom::english::lemma;
///
/// assert_eq!(lemma("supplies", "VBZ"), "supply");
/// assert_eq!(lemma("Zelensky", "NNP"), "Zelensky");
/// assert_eq!(lemma("held", "VBD"), "hold");
/// ```
pub fn lemma<'a>(form: &'a str, tag: &str) -> Cow<'a, str> {
    if keeps_its_form(form, tag) {
        return Cow::Borrowed(form);
    }
    let lower = lowered(form);
    if let Some(whole) = whole_of(form, &lower, tag) {
        return Cow::Borrowed(whole);
    }
    let changed = match tag {
        "NNPS" => return capitalised_as(form, plural_of(&lower)),
        "NNS" => match acronym_of(form) {
            Some(singular) => return Cow::Borrowed(singular),
            None => plural_of(&lower),
        },
        "VBZ" => third_person_of(&lower),
        "VBD" | "VBN" => past_of(&lower),
        "VBG" => gerund_of(&lower),
        "VBP" | "VB" | "MD" => finite_of(&lower, tag),
        "JJR" | "RBR" => compared_of(&lower, "er", tag),
        "JJS" | "RBS" => compared_of(&lower, "est", tag),
        "PRP" | "DT" | "TO" => pronoun_of(&lower),
        "CD" => number_of(&lower),
        _ => None,
    };
    match changed {
        Some(lemma) => Cow::Owned(lemma.into_owned()),
        None => lower,
    }
}

/// Whether a word so tagged is its own lemma, capitals and all: names, acronyms, demonyms, XIV.
fn keeps_its_form(form: &str, tag: &str) -> bool {
    match tag {
        "NNP" => day_or_month(form).is_none(),
        "ADD" | "GW" | "XX" | "LS" => true,
        "FW" => form != "etc",
        "NN" | "AFX" | "SYM" => is_acronym(form) && !matches!(form, "AM" | "PM"),
        "JJ" => is_acronym(form) || is_demonym(form),
        "CD" => form.bytes().all(|digit| b"IVXLC".contains(&digit)),
        _ => false,
    }
}

/// What is written short, in full: clitics, days and months, "pm"; and signs, plainly.
fn whole_of(form: &str, lower: &str, tag: &str) -> Option<&'static str> {
    Some(match (tag, lower) {
        ("NNP", _) => return day_or_month(form),
        ("NN", "am" | "a.m") => "a.m.",
        ("NN", "pm" | "p.m") => "p.m.",
        ("FW", "etc") => "etc.",
        ("VBZ", "'s" | "s") => "be",
        ("VBD", "'d" | "d") => "have",
        ("RB", "n't" | "nt") => "not",
        ("POS", _) => "'s",
        ("``" | "''", "“" | "”") => "\"",
        ("," | ":", "–" | "—") => "-",
        _ => return None,
    })
}

/// Every dictionary form that `form` may be of, whatever its part of speech, in lower case; `form`
/// itself, in lower case, comes first.
///
/// ```
/// use whowhom::english::lemmas;
///
/// assert_eq!(lemmas("Meeting"), ["meeting", "meet"]);
/// assert_eq!(lemmas("lives"), ["lives", "life", "live"]);
/// ```
pub fn lemmas(form: &str) -> Vec<Cow<'_, str>> {
    let lower = lowered(form);
    let mut found = vec![lower.clone()];
    let mut add = |lemma: Changed<'_>| {
        if let Some(lemma) = lemma
            && !found.contains(&lemma)
        {
            found.push(Cow::Owned(lemma.into_owned()));
        }
    };
    add(plural_of(&lower));
    add(if lower.starts_with('\'') {
        clitic_of(&lower)
    } else if lower.ends_with('s') {
        third_person_of(&lower)
    } else if lower.ends_with("ing") {
        gerund_of(&lower)
    } else {
        past_of(&lower).or_else(|| finite_of(&lower, "MD"))
    });
    // only of adjectives that are compared: a leader is no form of "lead"
    let compared = |lemma: &Cow<'_, str>| COMPARED.contains(&**lemma);
    match lower.as_bytes() {
        [.., b'e', b'r'] | [.., b's', b'e'] => {
            add(compared_of(&lower, "er", "JJR").filter(compared));
        }
        [.., b's', b't'] => add(compared_of(&lower, "est", "JJS").filter(compared)),
        _ => {}
    }
    found
}

/// In lower case and with a straight apostrophe.
fn lowered(form: &str) -> Cow<'_, str> {
    if form.contains(|letter: char| letter.is_uppercase() || letter == '’') {
        Cow::Owned(form.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(form)
    }
}

type Changed<'a> = Option<Cow<'a, str>>;

fn borrowed(lemma: &str) -> Changed<'_> {
    Some(Cow::Borrowed(lemma))
}

/// The singular of a plural.
fn plural_of(form: &str) -> Changed<'_> {
    if let Some(singular) = NOUNS.get(form) {
        return borrowed(singular);
    }
    if form.len() > 4
        && let Some(stem) = form.strip_suffix("men")
        && !matches!(form, "specimen" | "regimen" | "abdomen" | "acumen" | "omen")
    {
        return Some(format!("{stem}man").into());
    }
    let stem = without_s(form)?;
    if let Some(stem) = stem.strip_suffix("ve")
        && ["kni", "wi", "shel", "wol", "thie", "hal", "cal", "sel"]
            .iter()
            .any(|f| stem.ends_with(f))
    {
        let e = if stem.ends_with("ni") || stem.ends_with("wi") { "e" } else { "" };
        return Some(format!("{stem}f{e}").into());
    }
    without_es(stem)
}

/// The infinitive of a verb in "-s".
fn third_person_of(form: &str) -> Changed<'_> {
    match VERBS.get(form) {
        Some(infinitive) => borrowed(infinitive),
        None => without_es(without_s(form)?),
    }
}

/// What stands before the ending "-s", if it can be one.
fn without_s(form: &str) -> Option<&str> {
    let stem = form.strip_suffix('s')?;
    let plural = stem.len() > 1
        && stem.ends_with(|last: char| last.is_alphabetic() && !matches!(last, 's' | 'u'))
        && !stem.ends_with("si");
    (plural && !SIBILANT_S.contains(form) && !INVARIABLE.contains(form)).then_some(stem)
}

/// Undoes "-es" and "-ies" in a stem that has lost its "s".
fn without_es(stem: &str) -> Changed<'_> {
    let Some(short) = stem.strip_suffix('e') else { return borrowed(stem) };
    if FINAL_E.contains(stem) {
        return borrowed(stem);
    }
    if let Some(shorter) = short.strip_suffix('i')
        && shorter.len() > 1
    {
        return Some(format!("{shorter}y").into());
    }
    let sibilant = ["ch", "sh", "ss", "x", "zz", "o"].iter().any(|end| short.ends_with(end));
    borrowed(if sibilant || SIBILANT_S.contains(short) { short } else { stem })
}

/// The infinitive of a past tense or participle.
fn past_of(form: &str) -> Changed<'_> {
    if let Some(infinitive) = irregular_verb(form) {
        return Some(infinitive);
    }
    if let Some(stem) = form.strip_suffix("ied") {
        return match stem.len() {
            0..=1 => borrowed(&form[..form.len() - 1]),
            _ => Some(format!("{stem}y").into()),
        };
    }
    if form.ends_with("eed") {
        return None;
    }
    restored(form.strip_suffix("ed").or_else(|| form.strip_suffix("'d"))?)
}

/// The infinitive of a gerund.
fn gerund_of(form: &str) -> Changed<'_> {
    match irregular_verb(form) {
        Some(infinitive) => Some(infinitive),
        None => restored(form.strip_suffix("ing").or_else(|| form.strip_suffix("in'"))?),
    }
}

/// The infinitive of an irregular form, also with a prefix: "withheld", "oversaw".
fn irregular_verb(form: &str) -> Changed<'_> {
    const PREFIXES: &[&str] = &[
        "over", "under", "with", "out", "up", "re", "mis", "fore", "un", "inter", "off", "pre",
        "be",
    ];
    if let Some(infinitive) = VERBS.get(form) {
        return borrowed(infinitive);
    }
    PREFIXES.iter().find_map(|prefix| {
        let simple = form.strip_prefix(prefix)?.trim_start_matches('-');
        let infinitive = VERBS.get(simple)?;
        let written = &form[..form.len() - simple.len()];
        // "relying" is not of "relie"
        let composed = infinitive.len() > 2 && *infinitive != "lie";
        composed.then(|| format!("{written}{infinitive}").into())
    })
}

/// The infinitive whose stem before "-ed" or "-ing" is `stem`.
fn restored(stem: &str) -> Changed<'_> {
    if stem.len() < 2 || !stem.contains(is_vowel) {
        return None;
    }
    let mut ends = stem.bytes().rev();
    let (last, before) = (ends.next()?, ends.next()?);
    if last == b'e' {
        return borrowed(stem);
    }
    if last == before && !b"aeiousfz".contains(&last) {
        let single = &stem[..stem.len() - 1];
        let own = match last {
            b'l' => !DOUBLED_L.contains(single),
            _ => DOUBLE_ENDS.contains(stem),
        };
        return borrowed(if own { stem } else { single });
    }
    if hides_e(stem) { Some(format!("{stem}e").into()) } else { borrowed(stem) }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Whether the word that starts with `stem` has a silent "e" after it.
fn hides_e(stem: &str) -> bool {
    let written_without = NO_E.contains(stem) || DOUBLED_L.contains(stem);
    !written_without && (spelled_with_e(stem) || SILENT_E.contains(format!("{stem}e").as_str()))
}

/// Whether the spelling of `stem` alone says that an "e" is missing.
fn spelled_with_e(stem: &str) -> bool {
    let letters = stem.as_bytes();
    let vowel = |back: usize| {
        letters.len() >= back && is_vowel(letters[letters.len() - back] as char)
            // the "u" of "qu" is none
            && !(letters[letters.len() - back] == b'u'
                && letters.len() > back
                && letters[letters.len() - back - 1] == b'q')
    };
    let last = letters[letters.len() - 1];
    let after_one_vowel = vowel(2) && !vowel(3);
    let syllables = (1..=letters.len()).filter(|back| vowel(*back) && !vowel(back + 1)).count();
    match last {
        b'c' | b'v' | b'u' => true,
        b'z' => !stem.ends_with("zz") && !stem.ends_with("tz"),
        b's' => !stem.ends_with("ss"),
        b'g' => {
            vowel(2)
                || ["dg", "rg", "lg"].iter().any(|end| stem.ends_with(end))
                || stem.ends_with("eng")
        }
        b'l' if !vowel(2) => !matches!(letters[letters.len() - 2], b'r' | b'l' | b'w'),
        // of one syllable: had it no "e", its consonant would be doubled
        _ if syllables == 1 && after_one_vowel => {
            !matches!(last, b'a' | b'e' | b'i' | b'o' | b'w' | b'x' | b'y' | b'h')
        }
        _ if after_one_vowel || stem.ends_with("iat") || stem.ends_with("uat") => {
            // of several: by their ends
            [
                "at", "id", "ud", "od", "ad", "ir", "ur", "ar", "in", "un", "um", "il", "ol", "ul",
                "ut",
            ]
            .iter()
            .chain(&["ap", "ak", "ok", "ik", "uk", "ib", "yp", "yz", "ym", "ed", "ob", "yl"])
            .any(|end| stem.ends_with(end))
        }
        _ => false,
    }
}

/// The base of a comparative or superlative in `ending`.
fn compared_of<'a>(form: &'a str, ending: &str, tag: &str) -> Changed<'a> {
    match (form, tag) {
        ("more" | "most", _) => return None,
        ("better" | "best", "RBR" | "RBS") => return borrowed("well"),
        _ => {}
    }
    if let Some(base) = ADJECTIVES.get(form) {
        return borrowed(base);
    }
    let stem = form.strip_suffix(ending)?;
    if stem.len() < 3 || !stem.contains(is_vowel) {
        return None;
    }
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}y").into());
    }
    if stem.ends_with("ng") && stem != "strang" {
        return borrowed(stem);
    }
    if stem.ends_with("ll") || stem.ends_with("eep") || stem.ends_with("ow") {
        return borrowed(stem);
    }
    if matches!(stem, "clev" | "quiet" | "tend" | "bitt" | "remot" | "slend") {
        return None;
    }
    restored(stem)
}

fn finite_of<'a>(form: &'a str, tag: &str) -> Changed<'a> {
    let infinitive = match (form, tag) {
        ("'ll" | "wo" | "ll", "MD") => "will",
        ("ca", "MD") => "can",
        ("sha", "MD") => "shall",
        ("'d" | "d", "MD") => "would",
        ("am" | "are" | "'m" | "'re" | "m" | "re" | "ar" | "ai" | "r", _) => "be",
        ("'ve" | "ve" | "v", _) => "have",
        ("wan", _) => "want",
        ("gon", _) => "go",
        _ => return None,
    };
    borrowed(infinitive)
}

/// Whether a form can only be a past tense or a participle: "shook", "froze"; not "found" or "put".
pub(super) fn is_only_past(form: &str) -> bool {
    /// Dictionary forms of other verbs.
    const ALSO_PRESENT: [&str; 12] = [
        "bore", "bound", "fell", "felt", "found", "ground", "lay", "rent", "saw", "wound", "lent",
        "dove",
    ];
    let lower = lowered(form);
    let infinitive = VERBS.get(&*lower);
    infinitive.is_some_and(|infinitive| *infinitive != lower && *infinitive != "be")
        && !ALSO_PRESENT.contains(&&*lower)
        && !lower.ends_with("ing")
        && !lower.ends_with('s')
}

/// The verb of which only an apostrophe and the end is written.
fn clitic_of(form: &str) -> Changed<'_> {
    if form == "'s" { borrowed("be") } else { finite_of(form, "MD") }
}

fn pronoun_of(form: &str) -> Changed<'_> {
    let lemma = match form {
        "i" | "me" => "I",
        "him" => "he",
        "her" => "she",
        "them" | "'em" => "they",
        "us" | "'s" => "we",
        "an" => "a",
        "these" => "this",
        "those" => "that",
        "mine" => "my",
        "yours" => "your",
        "ours" => "our",
        "theirs" => "their",
        "hers" => "her",
        "na" | "ta" => "to",
        _ => return None,
    };
    borrowed(lemma)
}

/// A number without its commas; "m" after a sum is a million.
fn number_of(form: &str) -> Changed<'_> {
    match form {
        "k" => borrowed("thousand"),
        "m" => borrowed("million"),
        "bn" | "b" => borrowed("billion"),
        "tn" | "t" => borrowed("trillion"),
        _ if form.contains(',') => Some(form.replace(',', "").into()),
        _ => None,
    }
}

/// Whether it is an acronym or a designation, which keeps its capitals: "TV", "F-16". What has more
/// letters may as well be a word of a headline: "TALKS FAIL".
fn is_acronym(form: &str) -> bool {
    const LONGEST: usize = 3;
    is_capitals(form)
        && (form.len() <= LONGEST || form.contains(|sign: char| sign.is_ascii_digit()))
}

/// Whether it is written in capitals, at least two signs long.
fn is_capitals(form: &str) -> bool {
    form.len() > 1 && form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
}

/// "MP" of "MPs", "F-16" of "F-16s".
fn acronym_of(form: &str) -> Option<&str> {
    form.strip_suffix('s').filter(|singular| is_capitals(singular))
}

/// Whether it is an adjective of a people or faith, which keeps its capital.
fn is_demonym(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
        && [
            "ian", "ean", "can", "man", "ese", "ish", "qi", "ni", "eli", "ghan", "rab", "ench",
            "utch", "reek", "ban", "audi", "lamic", "uslim", "hiite", "unni", "eshi",
        ]
        .iter()
        .any(|end| form.ends_with(end))
}

/// The whole name of a day or month that is written short.
fn day_or_month(form: &str) -> Option<&'static str> {
    Some(match form.strip_suffix('.').unwrap_or(form) {
        "Jan" => "January",
        "Feb" => "February",
        "Mar" => "March",
        "Apr" => "April",
        "Aug" => "August",
        "Sep" | "Sept" => "September",
        "Oct" => "October",
        "Nov" => "November",
        "Dec" => "December",
        "Mon" => "Monday",
        "Tue" | "Tues" => "Tuesday",
        "Wed" => "Wednesday",
        "Thu" | "Thur" | "Thurs" => "Thursday",
        "Fri" => "Friday",
        "Sat" => "Saturday",
        "Sun" if form.ends_with('.') => "Sunday",
        _ => return None,
    })
}

/// `lemma`, or `form` without change, with the capitals that `form` has.
fn capitalised_as<'a>(form: &'a str, lemma: Changed<'_>) -> Cow<'a, str> {
    let Some(lemma) = lemma else { return Cow::Borrowed(form) };
    // all capitals stay so: "STATES", and what is in front too: "McDonalds"
    if let Some(stem) = form.get(..lemma.len())
        && stem.eq_ignore_ascii_case(&lemma)
    {
        return Cow::Borrowed(stem);
    }
    let mut letters = lemma.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect::<String>().into(),
        None => Cow::Borrowed(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_forms_are_only_past() {
        for form in ["froze", "shook", "met", "Sold", "driven", "went"] {
            assert!(is_only_past(form), "{form}");
        }
        for form in ["find", "found", "put", "meeting", "are", "was", "allies", "sell", "hit"] {
            assert!(!is_only_past(form), "{form}");
        }
    }

    #[test]
    fn a_tagged_form_has_one_lemma() {
        for line in [
            "VBD met meet, said say, controlled control, travelled travel, called call, added add",
            "VBD invited invite, visited visit, offered offer, hoped hope, hopped hop, used use",
            "VBD died die, tied tie, supplied supply, agreed agree, fled flee, oversaw oversee",
            "VBN withheld withhold, broadcast broadcast, underwritten underwrite, shed shed",
            "VBN arranged arrange, belonged belong, created create, treated treat, argued argue",
            "VBG planning plan, meeting meet, seeing see, lying lie, relying rely, becoming become",
            "VBG putting put, bringing bring, changing change, breathing breathe, focusing focus",
            "VBZ goes go, does do, has have, supplies supply, dies die, watches watch, leaves leave",
            "VBZ 's be, ’s be, means mean, vetoes veto",
            "VBP are be, 're be, ’ve have",
            "MD 'll will, wo will, ca can, 'd would",
            "NNS armies army, knives knife, crises crisis, gunmen gunman, heroes hero, series series",
            "NNS houses house, viruses virus, movies movie, aircraft aircraft, MPs MP, F-16s F-16",
            "NNPS Americans American, States State, Houthis Houthi",
            "NNP Putin Putin, Oct. October",
            "NN War war, TV TV, F-16 F-16, SUPPLY supply, news news, pm p.m.",
            "JJR bigger big, larger large, heavier heavy, younger young, better good",
            "JJS latest late, worst bad, simplest simple",
            "RBR better well, sooner soon",
            "RB n't not, n’t not, quickly quickly",
            "PRP him he, me I, us we",
            "DT these this, an a",
            "CD 1,000 1000, bn billion",
        ] {
            let (tag, pairs) = line.split_once(' ').expect("a tag and its forms");
            for pair in pairs.split(", ") {
                let (form, expected) = pair.split_once(' ').expect("a form and its lemma");
                assert_eq!(lemma(form, tag), expected, "{form} as {tag}");
            }
        }
    }

    #[test]
    fn an_untagged_form_has_every_lemma_it_may_be_of() {
        for (form, expected) in [
            ("met", "met meet"),
            ("Meeting", "meeting meet"),
            ("held", "held hold"),
            ("calls", "calls call"),
            ("spoke", "spoke speak"),
            ("left", "left leave"),
            ("lives", "lives life live"),
            ("bring", "bring"),
            ("thing", "thing"),
            ("news", "news"),
            ("warned", "warned warn"),
            ("ended", "ended end"),
            ("better", "better good"),
            ("larger", "larger large"),
            ("leader", "leader"),
            ("fighters", "fighters fighter"),
            ("protest", "protest"),
            ("'s", "'s be"),
        ] {
            assert_eq!(lemmas(form).join(" "), expected, "{form}");
        }
    }

    #[test]
    fn the_lists_hold_what_spelling_does_not_say_and_no_more() {
        for verb in SILENT_E.iter() {
            let stem = verb.strip_suffix('e').expect("spelled with an e");
            assert!(!spelled_with_e(stem), "`{verb}` needs no entry");
            assert_eq!(lemma(&format!("{stem}ing"), "VBG"), *verb);
        }
        for verb in NO_E.iter() {
            assert!(spelled_with_e(verb), "`{verb}` needs no entry");
            assert_eq!(lemma(&format!("{verb}ed"), "VBD"), *verb);
        }
        for verb in DOUBLED_L.iter() {
            assert_eq!(lemma(&format!("{verb}led"), "VBD"), *verb);
            assert_eq!(lemma(&format!("{verb}ed"), "VBD"), *verb);
        }
    }
}
