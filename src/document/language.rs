//! Which language a document is written in, as far as it matters: whether it is surely not English.
//!
//! A text in another alphabet is told by its letters, one in Latin letters by its function words:
//! the short words that no running text can do without and that hardly stand in texts of another
//! language. Names, headlines and lists have few of them and are given the benefit of the doubt, and
//! so is an English text with quotations in another language: what is refused must have more than
//! twice as much of the other language as of English.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// A language other than English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is its own name")]
pub enum Language {
    Arabic,
    Bulgarian,
    Chinese,
    Czech,
    Danish,
    Dutch,
    Finnish,
    French,
    Georgian,
    German,
    Greek,
    Hebrew,
    Hindi,
    Hungarian,
    Indonesian,
    Italian,
    Japanese,
    Korean,
    Norwegian,
    Persian,
    Polish,
    Portuguese,
    Romanian,
    Russian,
    Serbian,
    Spanish,
    Swedish,
    Thai,
    Turkish,
    Ukrainian,
    Urdu,
    Vietnamese,
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// So many bytes of a text are looked at; the rest will not be in another language.
const SAMPLE: usize = 64 << 10;

/// Fewer different function words are no running text.
const FEWEST_WORDS: usize = 4;

/// Fewer letters of another alphabet are a name or a word.
const FEWEST_LETTERS: usize = 20;

/// The language of `text` if it is surely not English.
pub(super) fn other_than_english(text: &str) -> Option<Language> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    by_alphabet(sample).or_else(|| by_function_words(sample))
}

/// The language of a text that is mostly in another alphabet than the Latin one.
fn by_alphabet(text: &str) -> Option<Language> {
    let mut latin = 0_usize;
    let mut others: BTreeMap<Alphabet, usize> = BTreeMap::new();
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        match Alphabet::of(letter) {
            Some(alphabet) => *others.entry(alphabet).or_default() += alphabet.letters(),
            None => latin += 1,
        }
    }
    let total: usize = others.values().sum();
    if total < FEWEST_LETTERS || total < 2 * latin {
        return None;
    }
    let most = others.into_iter().max_by_key(|(_, count)| *count)?;
    Some(most.0.language(text))
}

/// An alphabet other than the Latin one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alphabet {
    Arabic,
    Cyrillic,
    Devanagari,
    Georgian,
    Greek,
    Han,
    Hangul,
    Hebrew,
    Kana,
    Thai,
}

impl Alphabet {
    fn of(letter: char) -> Option<Self> {
        Some(match letter {
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{590}'..='\u{5FF}' => Self::Hebrew,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}' => Self::Arabic,
            '\u{900}'..='\u{97F}' => Self::Devanagari,
            '\u{E00}'..='\u{E7F}' => Self::Thai,
            '\u{10A0}'..='\u{10FF}' => Self::Georgian,
            '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => Self::Hangul,
            '\u{3040}'..='\u{30FF}' => Self::Kana,
            '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            _ => return None,
        })
    }

    /// How many letters of an alphabetic script one of its characters is worth.
    fn letters(self) -> usize {
        match self {
            Self::Han => 4,
            Self::Hangul | Self::Kana => 2,
            _ => 1,
        }
    }

    /// The language that `text`, written in it, is in: some are told by letters of their own.
    fn language(self, text: &str) -> Language {
        let has = |letters: &[char]| {
            text.chars().filter(|letter| letters.contains(letter)).nth(2).is_some()
        };
        match self {
            Self::Arabic if has(&['ٹ', 'ڈ', 'ڑ', 'ے']) => Language::Urdu,
            Self::Arabic if has(&['پ', 'چ', 'ژ', 'گ', 'ی']) => Language::Persian,
            Self::Arabic => Language::Arabic,
            Self::Cyrillic if has(&['і', 'ї', 'є', 'ґ']) => Language::Ukrainian,
            Self::Cyrillic if has(&['ј', 'љ', 'њ', 'ђ', 'ћ', 'џ']) => Language::Serbian,
            Self::Cyrillic if !has(&['ы', 'э', 'ё']) && has(&['ъ']) => Language::Bulgarian,
            Self::Cyrillic => Language::Russian,
            Self::Devanagari => Language::Hindi,
            Self::Georgian => Language::Georgian,
            Self::Greek => Language::Greek,
            // three kana are enough: no Chinese text has any
            Self::Han if text.chars().filter(|c| Self::of(*c) == Some(Self::Kana)).count() > 2 => {
                Language::Japanese
            }
            Self::Han => Language::Chinese,
            Self::Hangul => Language::Korean,
            Self::Hebrew => Language::Hebrew,
            Self::Kana => Language::Japanese,
            Self::Thai => Language::Thai,
        }
    }
}

/// The language of a text in Latin letters that has more than twice as many function words of it
/// as of English.
fn by_function_words(text: &str) -> Option<Language> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    for word in words {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let count = |list: &str| -> (usize, usize) {
        let list: BTreeSet<&str> = list.split_whitespace().collect();
        let found = list.into_iter().filter_map(|word| counts.get(word));
        found.fold((0, 0), |(different, all), count| (different + 1, all + count))
    };
    let (_, english) = count(ENGLISH);
    let candidates = LANGUAGES.into_iter().filter_map(|(language, list)| {
        let (different, all) = count(list);
        // a list of names has an "und" here and there
        let running = different >= FEWEST_WORDS && 7 * all >= total;
        (running && all > 2 * english).then_some((all, language))
    });
    candidates.max().map(|(_, language)| language)
}

const ENGLISH: &str = "the of and to that is for with as by at from his it an were which be has had \
     not are this have but or they who their been one said would after when he she we you about \
     there could its than into on in was will";

/// Function words, those left out that stand in names ("de", "van", "der", "la").
const LANGUAGES: [(Language, &str); 16] = [
    (
        Language::Czech,
        "je se na že jako jsou byl byla bylo ale nebo podle také která který které jeho po při pro \
         před už by až ve ze když jsem této",
    ),
    (
        Language::Danish,
        "og at det er på til af med som ikke har han blev efter også fra var kan vil skal være \
         denne hvor siger nogle mellem hun",
    ),
    (
        Language::Dutch,
        "het een en dat is op te zijn met voor niet aan er ook als bij door maar naar heeft hij \
         worden werd om uit zich nog over deze dit wordt tegen",
    ),
    (
        Language::Finnish,
        "ja on ei että se ovat oli myös kun mutta ole sekä hän tai mukaan joka jotka kuin vain nyt \
         jo mitä tämä ollut voi",
    ),
    (
        Language::French,
        "les des et est une dans que qui pour pas sur par avec au il ce ne plus se sont été ont \
         aux ses cette mais son elle ces leur aussi après être selon nous comme entre",
    ),
    (
        Language::German,
        "die und das ist nicht mit dem den ein eine sich auf für als auch es nach wird bei einen \
         einer aus hat dass wie sie über im sind zum zur haben einem noch wurde durch aber nur",
    ),
    (
        Language::Hungarian,
        "az és hogy nem egy is meg ez volt már csak még mint azt ha el szerint ezt lesz után pedig \
         vagy majd amely aki",
    ),
    (
        Language::Indonesian,
        "yang dan dengan untuk dari pada dalam ini itu akan tidak juga oleh telah sebagai ke \
         mereka kata ada karena bahwa kepada tersebut",
    ),
    (
        Language::Italian,
        "il che di per una un con non sono della è nel alla si gli dei delle anche come più ha ma \
         al dal loro questo dopo stato essere ai degli nella suo tra",
    ),
    (
        Language::Norwegian,
        "og det er på til av med som ikke har han ble etter også fra var kan vil skal være denne \
         hvor sier noen mellom hun",
    ),
    (
        Language::Polish,
        "w i na z się nie do że jest to o przez po jak dla od są za który która które oraz jego \
         także był była było przed tym tego ale czy",
    ),
    (
        Language::Portuguese,
        "que não uma para com em os no na um por mais as dos se foi ao são como mas pela pelo ser \
         também está à nos sua seu já ele entre quando muito",
    ),
    (
        Language::Romanian,
        "și în că nu care pe din la este cu o un pentru mai au fost sunt fi sa lui ca prin după \
         între sau acest ale cel dar",
    ),
    (
        Language::Spanish,
        "que en y una por con para su se no es lo como más pero fue ha sus este entre cuando \
         también sobre hasta sin desde ya un al las son está porque según",
    ),
    (
        Language::Swedish,
        "och att det är på som för med av till inte den har ett han efter från om också var kan \
         vid blev ska eller när under säger mot nu men",
    ),
    (
        Language::Turkish,
        "ve bir bu için ile da de olarak daha çok en sonra gibi olan kadar ise ancak olduğunu dedi \
         üzerinde tarafından var değil göre ama",
    ),
];

#[cfg(test)]
mod tests {
    use super::{Language, other_than_english};

    #[track_caller]
    fn check(expected: impl Into<Option<Language>>, texts: &[&str]) {
        let expected = expected.into();
        for text in texts {
            assert_eq!(other_than_english(text), expected, "{text}");
        }
    }

    #[test]
    fn languages_in_latin_letters_are_known_by_their_function_words() {
        check(
            Language::German,
            &[
                "Der Minister hat am Montag mit dem Gesandten über die Lage an der Grenze \
                 gesprochen. Eine Einigung wird es nach seinen Worten noch nicht geben.",
                "Die Brücke ist gesperrt, und das wird sich bis zum Sommer auch nicht ändern.",
            ],
        );
        check(
            Language::French,
            &[
                "Le ministre a dit que les deux pays ne sont pas prêts pour une rencontre, mais que \
               les discussions se poursuivent avec les alliés.",
            ],
        );
        check(
            Language::Spanish,
            &[
                "El ministro dijo que los dos países no están listos para una reunión, pero que las \
               conversaciones con sus aliados siguen como se había previsto.",
            ],
        );
        check(
            Language::Portuguese,
            &[
                "O ministro disse que os dois países não estão prontos para uma reunião, mas que as \
               conversas com os aliados já foram retomadas em Lisboa.",
            ],
        );
        check(
            Language::Italian,
            &["Il ministro ha detto che i due paesi non sono pronti per un incontro, ma che i \
               colloqui con gli alleati vanno avanti come previsto."],
        );
        check(
            Language::Dutch,
            &[
                "De minister zei dat het overleg met de gezant niet voor maandag wordt hervat, maar \
               dat er ook op andere dagen nog een gesprek is.",
            ],
        );
        check(
            Language::Polish,
            &[
                "Minister powiedział, że rozmowy nie są jeszcze możliwe i że do spotkania w stolicy \
               dojdzie po powrocie posła z podróży.",
            ],
        );
        check(
            Language::Turkish,
            &["Bakan, görüşmelerin çok kısa bir süre sonra yeniden başlayacağını ve bu konuda \
               olumlu olduğunu dedi ancak bir tarih vermedi."],
        );
        check(
            Language::Swedish,
            &["Ministern säger att samtalen inte är över och att det kan bli ett möte efter \
               helgen, men när är inte klart."],
        );
        check(
            Language::Romanian,
            &[
                "Ministrul a spus că nu este o surpriză și că discuțiile cu aliații au fost reluate \
               în capitală după o pauză.",
            ],
        );
        check(
            Language::Hungarian,
            &["A miniszter azt mondta, hogy ez nem volt meglepetés, és az egyeztetés után is \
               lesz még egy találkozó."],
        );
        check(
            Language::Indonesian,
            &["Menteri itu mengatakan bahwa pertemuan dengan para utusan akan diadakan pada hari \
               Senin dan tidak untuk umum."],
        );
    }

    #[test]
    fn languages_in_other_alphabets_are_known_by_their_letters() {
        check(Language::Russian, &["Министр заявил, что эти переговоры были бы ошибкой."]);
        check(Language::Ukrainian, &["Міністр заявив, що її країна є готовою до зустрічі."]);
        check(Language::Bulgarian, &["Министърът каза, че срещата ще бъде във вторник в града."]);
        check(
            Language::Serbian,
            &["Министар је рекао да ће састанак бити у њиховој љубљеној кући."],
        );
        check(Language::Arabic, &["قال الوزير إن الاجتماع سيعقد يوم الاثنين في العاصمة."]);
        check(Language::Persian, &["وزیر گفت که گفتگوها پیش از پایان هفته در پایتخت آغاز می‌شود."]);
        check(Language::Hebrew, &["השר אמר כי הפגישה תתקיים ביום שני בבירה."]);
        check(Language::Greek, &["Ο υπουργός είπε ότι η συνάντηση θα γίνει τη Δευτέρα."]);
        check(Language::Chinese, &["部长说会谈将于星期一在首都举行。"]);
        check(Language::Japanese, &["大臣は会談が月曜日に首都で行われると述べた。"]);
        check(Language::Korean, &["장관은 회담이 월요일에 수도에서 열릴 것이라고 말했다."]);
    }

    #[test]
    fn english_is_read_however_short() {
        check(
            None,
            &[
                "",
                "Drones.",
                "Ministers meet in Lisbon",
                "TRUMP MEETS ZELENSKY IN WASHINGTON AMID TOMAHAWK PLEA",
                "The minister said that talks were over and that he had no plans to go on.",
                "date 2025-10-16 7 p.m. – 41° – €3m",
            ],
        );
    }

    #[test]
    fn a_list_of_names_is_no_foreign_text() {
        check(
            None,
            &[
                "Rafael de la Cruz, Juan de los Santos, María del Carmen y Ortega, Universidad de \
                 los Andes, Banco de la Nación",
                "Ursula von der Leyen, Jan van der Meer, Mario Draghi, Le Monde, El País, Die Zeit, \
                 Corriere della Sera, La Repubblica",
                "Volodymyr Zelensky (Володимир Зеленський), Vladimir Putin (Владимир Путин)",
                "Recep Tayyip Erdoğan ve Hakan Fidan, Emmanuel Macron et Jean-Noël Barrot",
            ],
        );
    }

    #[test]
    fn quotations_in_another_language_do_not_make_a_text_foreign() {
        check(
            None,
            &[
                "“Das ist nicht mit uns zu machen, und das wird sich auch nicht ändern”, the \
                 minister said on Monday, adding that he had told the envoy so before the talks.",
                "The minister wrote: «Переговоры были ошибкой, и мы больше не будем их вести». It \
                 was his first word on the matter since the talks had failed.",
            ],
        );
    }

    #[test]
    fn a_foreign_text_with_an_english_quotation_is_foreign() {
        check(
            Language::German,
            &["Der Minister hat die Pläne am Montag verteidigt. „This is what we have“, sagte er \
               auf Englisch, und das sei für ihn auch nicht verhandelbar. Die Opposition wird sich \
               mit dem Entwurf nach der Pause noch einmal befassen."],
        );
    }

    #[test]
    fn a_long_text_is_judged_by_its_beginning() {
        let letters = "ж".repeat(super::SAMPLE);
        check(Language::Russian, &[&letters]);
    }
}
