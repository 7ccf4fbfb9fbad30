//! Personal pronouns, a closed class.

/// A personal pronoun, whatever its case: "him" and "his" are forms of "he".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pronoun {
    /// "I", "me", "my".
    I,
    /// "we", "us", "our".
    We,
    /// "he", "him", "his".
    He,
    /// "she", "her".
    She,
    /// "it", "its".
    It,
    /// "they", "them", "their".
    They,
}

/// The pronoun of which the word, in lower case, is a form that stands in a noun phrase's place or
/// before a noun.
pub fn personal_pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "i" | "me" | "my" | "myself" => Pronoun::I,
        "we" | "us" | "our" | "ourselves" => Pronoun::We,
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "themselves" => Pronoun::They,
        _ => return None,
    })
}

/// Whether the word, in lower case, is a reflexive pronoun: "himself".
pub fn is_reflexive(word: &str) -> bool {
    word.ends_with("self") || word.ends_with("selves")
}

/// Whether the verb, in dictionary form, may have an "it" for its subject that stands for nothing:
/// "it seems", "it rained", "it took years".
pub fn is_impersonal(verb: &str) -> bool {
    matches!(
        verb,
        "appear"
            | "come"
            | "emerge"
            | "follow"
            | "happen"
            | "matter"
            | "rain"
            | "remain"
            | "seem"
            | "snow"
            | "take"
            | "transpire"
            | "turn"
    )
}

#[cfg(test)]
mod tests {
    use super::{Pronoun, is_impersonal, is_reflexive, personal_pronoun};

    #[test]
    fn forms_lead_to_their_pronoun() {
        let cases = ["his", "them", "her", "us", "its", "this"];
        assert_eq!(
            cases.map(personal_pronoun),
            [
                Some(Pronoun::He),
                Some(Pronoun::They),
                Some(Pronoun::She),
                Some(Pronoun::We),
                Some(Pronoun::It),
                None
            ]
        );
        assert!(is_reflexive("himself") && is_reflexive("themselves") && !is_reflexive("him"));
        assert!(is_impersonal("seem") && !is_impersonal("attack"));
    }
}
