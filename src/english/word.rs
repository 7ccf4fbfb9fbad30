//! The few closed classes of English words by which tokens and sentences are told apart.

use std::{collections::HashSet, sync::LazyLock};

/// Whether the letters after an apostrophe are a word of their own: "'s", "'re".
pub(super) fn is_clitic(letters: &str) -> bool {
    match letters.len() {
        1 => matches!(letters.as_bytes()[0].to_ascii_lowercase(), b's' | b'd' | b'm'),
        2 => ["re", "ve", "ll"].iter().any(|clitic| letters.eq_ignore_ascii_case(clitic)),
        _ => false,
    }
}

/// Where a word that is two words is cut, in bytes of it; `last` is its last byte.
///
/// "don't" and "don’t" before the "n", "cannot" before "not", "gonna" before "na".
pub(super) fn cut(word: &str, last: u8) -> Option<usize> {
    match last {
        b't' | b'T' => cut_negation(word),
        b'a' | b'A' if word.len() == 5 => ["gonna", "wanna", "gotta", "outta"]
            .iter()
            .any(|fused| word.eq_ignore_ascii_case(fused))
            .then_some(3),
        b'm' | b'e' if word.len() <= 6 => match word {
            "im" | "Im" => Some(1),
            "ive" | "Ive" => Some(1),
            "youre" | "Youre" => Some(3),
            "theyre" | "Theyre" => Some(4),
            _ => None,
        },
        b's' if word.len() <= 6 => match word {
            "thats" | "Thats" | "whats" | "Whats" => Some(4),
            "theres" | "Theres" => Some(5),
            _ => None,
        },
        _ => None,
    }
}

/// The same for words that end in "t": "n't", "cannot", "dont".
fn cut_negation(word: &str) -> Option<usize> {
    let before = word.len().checked_sub(2)?;
    match word.as_bytes()[before] {
        b'\'' => matches!(word.as_bytes()[..before], [.., b'n' | b'N']).then(|| before - 1),
        // the last byte of "’"
        0x99 => ["n’t", "N’T"].iter().find_map(|end| word.strip_suffix(end)).map(str::len),
        b'o' | b'O' if word.eq_ignore_ascii_case("cannot") => Some(3),
        b'o' if word == "alot" => Some(1),
        b'n' | b'N' => {
            const WRITTEN_TOGETHER: [&str; 16] = [
                "ai", "are", "ca", "could", "did", "do", "does", "had", "has", "have", "is",
                "should", "was", "were", "wo", "would",
            ];
            let verb = &word[..before];
            WRITTEN_TOGETHER.iter().any(|known| verb.eq_ignore_ascii_case(known)).then_some(before)
        }
        _ => None,
    }
    .filter(|cut| *cut > 0)
}

/// Whether a hyphen after it makes no word end: "anti-tank", "non-NATO", "mid-October".
pub(super) fn is_prefix(word: &str) -> bool {
    const LONGEST: usize = 7;
    // "UN-backed" is no "un-"
    let name = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    word.len() <= LONGEST && !name && PREFIXES.contains(word.to_ascii_lowercase().as_str())
}

/// Whether it is a unit that is written onto its number: "300km", "5pm".
pub(super) fn is_unit(letters: &str) -> bool {
    UNITS.contains(letters)
}

/// Whether it counts money when it follows a sum: "$3m".
pub(super) fn is_magnitude(letters: &str) -> bool {
    MAGNITUDES.contains(letters)
}

/// Whether a name that ends in it after a full stop is that of a site or a file.
pub(super) fn is_domain(label: &str) -> bool {
    let written_alike = label.bytes().all(|byte| byte.is_ascii_lowercase())
        || label.bytes().all(|byte| byte.is_ascii_uppercase());
    written_alike && DOMAINS.contains(label.to_ascii_lowercase().as_str())
}

/// Whether a capital on it means that a sentence starts: function words, which are no names.
pub(super) fn starts_sentence(word: &str) -> bool {
    is_never_a_name(word) || OPENINGS.contains(word)
}

/// Whether not even a title stands before it: "on Wall St. The".
pub(super) fn is_never_a_name(word: &str) -> bool {
    FIRST_WORDS.contains(word)
}

/// Whether it is what is done with a quotation: "“Why?” Trump asked."
pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.contains(word)
}

/// Whether a line that ends in it goes on in the next: "of", "the", "and".
pub(super) fn leans_forward(word: &str) -> bool {
    LEANING.contains(word)
}

fn listed(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// The list of the guidelines of the English Web Treebank.
static PREFIXES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        anti bi co counter cross cyber de e eco ex extra inter intra macro mega micro mid
        mini multi neo non over pan para post pre pro pseudo psycho quasi re semi socio sub
        super tri ultra un uni
        ",
    )
});

/// Units and parts of the day that are written without a space.
static UNITS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        AM GB GHz GW Hz K M MB MHz MW MWh PM TB a.m a.m. am bn cm ft hp hr hrs k kHz kW kWh
        kg kgs km kmh kms kph kt lb lbs m mg min mins ml mm mn mph nm oz p.m p.m. pm sec
        secs tn yd
        ",
    )
});

/// What multiplies a sum of money, besides the units.
static MAGNITUDES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        B MM T b billion mil million t trillion
        ",
    )
});

/// Ends of names on the internet and of files.
static DOMAINS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        biz cn co com csv de doc docx edu eu exe fr gif gov htm html info int io jpg js mil
        net org pdf png py ru tv tw txt ua uk xls zip
        ",
    )
});

/// Words that open sentences and may be names only after a title: "Dr. No".
static OPENINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        A According After All Also Although An Another As Asked Because Before Both By
        Despite During Each Earlier Either Even Every Everyone For From Here How However I
        If Instead Just Last Later Many Meanwhile Moreover Most My Neither Next No Nobody
        Nor Not Nothing Now Once Only Or Other Our People Several Since So Some Still Such
        Then There These Those Though Today Under Unless Until What When Where Which While
        Who Why With Without Yesterday Yet You Your
        ",
    )
});

/// Words that open sentences and are never names.
static FIRST_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        And At But He Her His In It Its On She That The Their They This We
        ",
    )
});

/// Verbs of speech, as they stand after a quotation.
static SPEECH: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        added adds answered asked asks chanted concluded continued cried declared demanded
        exclaimed insisted joked posted quipped recalled replied responded said say says
        screamed shouted tells told tweeted warned wondered writes wrote yelled
        ",
    )
});

/// Words that want another after them.
static LEANING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    listed(
        "
        a an and are as at be been but by for from had has have her his in is its of on or
        our than that the their to was were which who will with would
        ",
    )
});
