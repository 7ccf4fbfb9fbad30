//! What a character does in a text: separates, makes words, or stands for itself.

/// The part a character plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Separates and is never part of a token: white space, and marks without width such as the
    /// byte-order mark and the marks of writing direction.
    Space,
    /// Makes words: letters, the underscore, and what is invisible within a word.
    Letter,
    /// Makes numbers.
    Digit,
    /// Punctuation, symbols, emoji.
    Sign,
}

/// Whether it is a byte of a word or number in ASCII.
#[inline]
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The part that `character` plays.
#[inline]
pub(super) fn class(character: char) -> Class {
    if character.is_ascii() {
        return ASCII[character as usize];
    }
    beyond_ascii(character)
}

fn beyond_ascii(character: char) -> Class {
    match character {
        // what news is full of, first: quotation marks and dashes, letters with accents
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => Class::Sign,
        '×' | '÷' | '\u{2BC}' => Class::Sign,
        '\u{C0}'..='\u{24F}' => Class::Letter,
        // zero-width space, marks of direction, byte-order mark
        '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Class::Space,
        '\u{FEFF}' => Class::Space,
        _ if is_extender(character) => Class::Letter,
        _ if character.is_whitespace() => Class::Space,
        _ if character.is_numeric() => Class::Digit,
        _ if character.is_alphabetic() => Class::Letter,
        _ => Class::Sign,
    }
}

/// Whether it only changes the character before it: combining marks, the soft hyphen, joiners,
/// variation selectors, skin tones.
pub(super) fn is_extender(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{300}'..='\u{36F}'
            | '\u{200C}'
            | '\u{200D}'
            | '\u{2060}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0020}'..='\u{E007F}'
    )
}

/// Whether it is an apostrophe, straight or typographic.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2BC}')
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Sign; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            // the controls count as space, so that odd files lose nothing else
            0..=b' ' | 0x7F => Class::Space,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            _ => Class::Sign,
        };
        byte += 1;
    }
    table
};
