//! The few closed classes of English words by which tokens and sentences are told apart.

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
///
/// The list of the English Web Treebank's guidelines.
pub(super) fn is_prefix(word: &str) -> bool {
    const LONGEST: usize = 7;
    // "UN-backed" is no "un-"
    if word.len() > LONGEST
        || (word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        return false;
    }
    matches!(
        word.to_ascii_lowercase().as_str(),
        "e" | "anti"
            | "bi"
            | "co"
            | "counter"
            | "cross"
            | "cyber"
            | "de"
            | "eco"
            | "ex"
            | "extra"
            | "inter"
            | "intra"
            | "macro"
            | "mega"
            | "micro"
            | "mid"
            | "mini"
            | "multi"
            | "neo"
            | "non"
            | "over"
            | "pan"
            | "para"
            | "post"
            | "pre"
            | "pro"
            | "pseudo"
            | "psycho"
            | "quasi"
            | "re"
            | "semi"
            | "socio"
            | "sub"
            | "super"
            | "tri"
            | "ultra"
            | "un"
            | "uni"
    )
}

/// Whether it is a unit that is written onto its number: "300km", "5pm".
pub(super) fn is_unit(letters: &str) -> bool {
    matches!(
        letters,
        "k" | "K"
            | "m"
            | "M"
            | "bn"
            | "mn"
            | "tn"
            | "mm"
            | "cm"
            | "km"
            | "kms"
            | "nm"
            | "ft"
            | "yd"
            | "kg"
            | "kgs"
            | "mg"
            | "lb"
            | "lbs"
            | "oz"
            | "ml"
            | "mph"
            | "kph"
            | "kmh"
            | "hp"
            | "am"
            | "pm"
            | "AM"
            | "PM"
            | "a.m."
            | "p.m."
            | "a.m"
            | "p.m"
            | "hr"
            | "hrs"
            | "min"
            | "mins"
            | "sec"
            | "secs"
            | "GB"
            | "MB"
            | "TB"
            | "Hz"
            | "kHz"
            | "MHz"
            | "GHz"
            | "kW"
            | "MW"
            | "GW"
            | "kWh"
            | "MWh"
            | "kt"
    )
}

/// Whether it counts money when it follows a sum: "$3m".
pub(super) fn is_magnitude(letters: &str) -> bool {
    matches!(letters, "b" | "B" | "t" | "T" | "mil" | "MM" | "million" | "billion" | "trillion")
}

/// Whether a name that ends in it after a full stop is that of a site or a file.
pub(super) fn is_domain(label: &str) -> bool {
    let written_alike = label.bytes().all(|byte| byte.is_ascii_lowercase())
        || label.bytes().all(|byte| byte.is_ascii_uppercase());
    written_alike
        && matches!(
            label.to_ascii_lowercase().as_str(),
            "com"
                | "org"
                | "net"
                | "gov"
                | "edu"
                | "mil"
                | "int"
                | "info"
                | "biz"
                | "io"
                | "co"
                | "uk"
                | "ru"
                | "ua"
                | "de"
                | "fr"
                | "eu"
                | "cn"
                | "tw"
                | "tv"
                | "doc"
                | "docx"
                | "xls"
                | "pdf"
                | "txt"
                | "html"
                | "htm"
                | "jpg"
                | "png"
                | "gif"
                | "csv"
                | "zip"
                | "exe"
                | "js"
                | "py"
        )
}

/// Whether a capital on it means that a sentence starts: function words, which are no names.
pub(super) fn starts_sentence(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "You"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "There"
            | "Here"
            | "In"
            | "On"
            | "At"
            | "By"
            | "For"
            | "From"
            | "With"
            | "Without"
            | "Under"
            | "After"
            | "Before"
            | "During"
            | "Since"
            | "Until"
            | "While"
            | "As"
            | "Although"
            | "Though"
            | "Because"
            | "If"
            | "Unless"
            | "When"
            | "Where"
            | "Who"
            | "What"
            | "Why"
            | "How"
            | "Which"
            | "And"
            | "But"
            | "Or"
            | "So"
            | "Yet"
            | "Nor"
            | "However"
            | "Meanwhile"
            | "Moreover"
            | "Instead"
            | "Earlier"
            | "Later"
            | "Then"
            | "Now"
            | "Today"
            | "Yesterday"
            | "Still"
            | "Also"
            | "Both"
            | "Some"
            | "Many"
            | "Most"
            | "Several"
            | "All"
            | "Each"
            | "Every"
            | "Not"
            | "No"
            | "Once"
            | "Despite"
            | "According"
            | "Asked"
            | "Such"
            | "Other"
            | "Another"
            | "Neither"
            | "Either"
            | "Only"
            | "Even"
            | "Just"
            | "Last"
            | "Next"
            | "Nobody"
            | "Nothing"
            | "Everyone"
            | "People"
    )
}

/// Whether not even a title stands before it: "on Wall St. The".
pub(super) fn is_never_a_name(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "This"
            | "That"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "In"
            | "On"
            | "At"
            | "But"
            | "And"
    )
}

/// Whether it is what is done with a quotation: "“Why?” Trump asked."
pub(super) fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "asked"
            | "asks"
            | "added"
            | "adds"
            | "wrote"
            | "writes"
            | "told"
            | "tells"
            | "posted"
            | "tweeted"
            | "replied"
            | "answered"
            | "shouted"
            | "exclaimed"
            | "demanded"
            | "wondered"
            | "declared"
            | "warned"
            | "joked"
            | "quipped"
            | "insisted"
            | "continued"
            | "concluded"
            | "responded"
            | "recalled"
            | "yelled"
            | "cried"
            | "screamed"
            | "chanted"
    )
}

/// Whether a line that ends in it goes on in the next: "of", "the", "and".
pub(super) fn leans_forward(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "and"
            | "or"
            | "but"
            | "as"
            | "that"
            | "which"
            | "who"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "is"
            | "are"
            | "was"
            | "were"
            | "will"
            | "would"
            | "has"
            | "have"
            | "had"
            | "be"
            | "been"
            | "than"
    )
}
