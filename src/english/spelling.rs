//! Names in one spelling, whatever letters a newsroom chose for them.

/// A name as all its usual spellings in Latin letters have it: "Zelenskyy", "Zelensky" and
/// "Zelenskiy" are one, as are "al-Assad" and "Assad", "Çavuşoğlu" and "Cavusoglu".
///
/// Small letters without marks, words parted by one space, Arabic articles and possessives left
/// out; empty where there is no letter or digit. Made to be compared, not to be shown.
///
/// ```
/// use whowhom::english::spelling_key;
///
/// assert_eq!(spelling_key("Volodymyr Zelenskyy"), spelling_key("Volodymyr Zelenskiy"));
/// assert_eq!(spelling_key("Mevlüt Çavuşoğlu"), spelling_key("Mevlut Cavusoglu"));
/// assert_eq!(spelling_key("Bashar al-Assad"), spelling_key("Bashar Al Asad"));
/// assert_ne!(spelling_key("Jane Doe"), spelling_key("Jana Doe"));
/// ```
pub fn spelling_key(name: &str) -> String {
    let plain = plain_letters(name);
    let words: Vec<&str> =
        plain.split(' ').filter(|word| !word.is_empty() && !is_article(word)).collect();
    let words = if words.is_empty() { plain.split(' ').collect() } else { words };
    words.into_iter().map(folded).collect::<Vec<_>>().join(" ")
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ul" | "the")
}

/// The letters and digits in lower case and without marks; one space for anything that parts words.
fn plain_letters(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' | '.' => {}
            _ if is_mark(character) => {}
            _ if character.is_alphanumeric() => match without_mark(character) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(character),
            },
            _ if plain.ends_with(' ') || plain.is_empty() => {}
            _ => plain.push(' '),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Whether it is written over or under the letter before it.
fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn without_mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
        'ğ' | 'ģ' | 'ĝ' | 'ġ' => "g",
        'ħ' | 'ĥ' | 'ḥ' => "h",
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' | 'ŗ' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' | 'ṣ' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' | 'ṭ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// A word with one letter for what transcriptions write with several: doubled letters are single,
/// "y" and "iy" are "i", "ou" and "oo" are "u", "ee" is "i", "q" is "k".
fn folded(word: &str) -> String {
    let word = word.replace("ou", "u").replace("oo", "u").replace("ee", "i");
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars() {
        let letter = match letter {
            'y' => 'i',
            'q' => 'k',
            other => other,
        };
        let doubled = letter.is_alphabetic() && folded.ends_with(letter);
        if !doubled {
            folded.push(letter);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::spelling_key;

    #[test]
    fn spellings_of_one_name_are_one() {
        let spellings = [
            ["Zelensky", "Zelenskyy"],
            ["Zelenskiy", "Zelenskyy"],
            ["al-Assad", "Asad"],
            ["Lukoil's", "LUKOIL"],
            ["Yahya Sinwar", "Yahia Sinwar"],
            ["Erdoğan", "Erdogan"],
            ["J.D. Vance", "JD Vance"],
            ["Saif al-Islam", "Saif Al Islam"],
        ];
        for [one, other] in spellings {
            assert_eq!(spelling_key(one), spelling_key(other), "{one}, {other}");
        }
    }

    #[test]
    fn other_names_stay_others() {
        for [one, other] in [["Kerry", "Perry"], ["Ali", "Alia"], ["F-16", "F-18"], ["Al", "El"]] {
            assert_ne!(spelling_key(one), spelling_key(other), "{one}, {other}");
        }
    }

    #[test]
    fn what_has_no_letter_has_no_key() {
        assert_eq!(spelling_key("—"), "");
    }
}
