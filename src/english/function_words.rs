//! Closed classes of English words. All take words in lower case.

/// Whether it joins phrases of one kind: "Israel and Hamas".
pub fn is_coordinator(word: &str) -> bool {
    matches!(word, "and" | "or" | "&" | "plus")
}

/// Whether it may open a noun phrase and adds nothing to its name: articles, possessives,
/// demonstratives and quantifiers.
pub fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "your"
            | "some"
            | "any"
            | "all"
            | "both"
            | "each"
            | "every"
            | "no"
            | "several"
            | "many"
            | "most"
            | "few"
            | "other"
            | "another"
            | "such"
    ) || is_approximator(word)
        || is_number_word(word)
}

/// Whether it says that a number behind it is not exact: "over 3,000 troops", but "over Kirkuk".
pub fn is_approximator(word: &str) -> bool {
    matches!(word, "nearly" | "about" | "around" | "almost" | "over" | "than" | "more" | "fewer")
}

/// Whether it counts without being a number: "two", "dozens".
pub fn is_count(word: &str) -> bool {
    matches!(word, "a" | "half") || is_number_word(word)
}

fn is_number_word(word: &str) -> bool {
    matches!(
        word,
        "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "dozen"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "scores"
    )
}

/// Whether it joins the parts of a person's name and starts none by itself: "Ursula von der Leyen".
pub fn is_name_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ud"
            | "bin"
            | "ibn"
            | "bint"
            | "abu"
            | "umm"
            | "ould"
            | "ben"
            | "de"
            | "del"
            | "della"
            | "der"
            | "den"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "zu"
            | "ter"
            | "ten"
            | "y"
            | "e"
    )
}

/// Whether a place stands after it when something happens there.
pub fn is_locative(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "around"
            | "across"
            | "from"
            | "to"
            | "into"
            | "toward"
            | "towards"
            | "through"
            | "via"
            | "throughout"
            | "off"
            | "within"
            | "leave"
    )
}

/// Whether who acts, or is acted on, stands after it.
pub fn is_agentive(word: &str) -> bool {
    matches!(word, "by" | "with" | "against" | "between" | "for" | "among" | "versus")
}

/// Whether it helps another verb or opens one: "has", "will", "to". What it says of the verb's
/// status is for the lists of the rules to tell.
pub fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "am" | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "'s"
            | "'re"
            | "'m"
            | "have"
            | "has"
            | "had"
            | "having"
            | "'ve"
            | "'d"
            | "do"
            | "does"
            | "did"
            | "will"
            | "wo"
            | "would"
            | "shall"
            | "should"
            | "can"
            | "ca"
            | "could"
            | "may"
            | "might"
            | "must"
            | "'ll"
            | "to"
            | "not"
            | "n't"
            | "whether"
            | "that"
    )
}

/// Whether it says how or when and leaves who does what to whom alone.
pub fn is_adverb(word: &str) -> bool {
    is_closed_adverb(word) || (word.len() > 4 && word.ends_with("ly"))
}

/// The adverbs that no ending tells.
fn is_closed_adverb(word: &str) -> bool {
    matches!(
        word,
        "never"
            | "no"
            | "longer"
            | "also"
            | "again"
            | "soon"
            | "then"
            | "now"
            | "still"
            | "already"
            | "yet"
            | "once"
            | "twice"
            | "often"
            | "later"
            | "earlier"
            | "ever"
            | "even"
            | "just"
            | "too"
            | "both"
            | "instead"
            | "first"
            | "back"
            | "together"
            | "jointly"
            | "himself"
            | "herself"
            | "itself"
            | "themselves"
            | "about"
            | "ready"
            | "here"
            | "there"
    )
}

/// Whether it stands for who acts.
pub fn is_subject_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it" | "who" | "we")
}

/// Whether it opens a phrase that no verb before it governs: "agreed during a call" agrees on no
/// call.
pub fn opens_circumstance(word: &str) -> bool {
    matches!(
        word,
        "during"
            | "in"
            | "at"
            | "on"
            | "by"
            | "with"
            | "amid"
            | "over"
            | "despite"
            | "from"
            | "into"
    )
}

/// Whether a clause ends before it: what is said on one side is not said on the other.
pub fn ends_clause(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | ";" | ":" | "…" | "..." | "—" | "\"" | "(" | ")")
}

/// Whether it opens a clause under another one: what is on its left does not govern what is on its
/// right.
pub fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "which"
            | "who"
            | "whom"
            | "where"
            | "because"
            | "although"
            | "though"
            | "while"
            | "after"
            | "before"
            | "since"
            | "as"
            | "but"
    )
}

/// Whether it belongs to a closed class, so that a capital letter makes no name of it.
pub fn is_function_word(word: &str) -> bool {
    is_coordinator(word)
        || is_determiner(word)
        || is_locative(word)
        || is_agentive(word)
        || is_auxiliary(word)
        || is_closed_adverb(word)
        || is_subject_pronoun(word)
        || opens_clause(word)
        || matches!(
            word,
            "i" | "you"
                | "him"
                | "them"
                | "us"
                | "me"
                | "if"
                | "when"
                | "what"
                | "how"
                | "why"
                | "of"
                | "on"
                | "there"
                | "yes"
                | "meanwhile"
                | "however"
        )
}

/// Whether a word or sign says that a sum of money is meant.
pub fn is_currency(word: &str) -> bool {
    matches!(
        word,
        "$" | "€"
            | "£"
            | "¥"
            | "₹"
            | "dollar"
            | "euro"
            | "pound"
            | "yen"
            | "yuan"
            | "ruble"
            | "rouble"
            | "rupee"
            | "franc"
            | "krona"
            | "krone"
            | "peso"
            | "shekel"
            | "hryvnia"
            | "usd"
            | "eur"
    )
}
