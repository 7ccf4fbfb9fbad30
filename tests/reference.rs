//! What pronouns and descriptions stand for, and when they stand for nothing.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "model")]

mod shipped;

use std::{collections::BTreeSet, sync::LazyLock};

use whowhom::{date, document::Document, extract::Extractor, span::Span};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(shipped::extractor);

/// The text without its brackets, and the span that stood in them.
fn marked(text: &str) -> (String, Span) {
    let (before, rest) = text.split_once('[').unwrap();
    let (inside, after) = rest.split_once(']').unwrap();
    let span = Span::new(before.len(), before.len() + inside.len());
    (format!("{before}{inside}{after}"), span)
}

/// What the marked words stand for, ids in their order, joined by `+`.
fn found(text: &str) -> String {
    let (text, span) = marked(text);
    let document = Document::plain("test", &text);
    let examination = EXTRACTOR.examine(&document, &[]);
    let phrases = examination.sentences.iter().flat_map(|sentence| {
        sentence.phrases.iter().filter(|phrase| sentence.bytes(phrase.name) == span)
    });
    let ids: BTreeSet<&str> = phrases
        .filter(|phrase| phrase.is_description())
        .map(|phrase| phrase.usual().entity.as_str())
        .collect();
    match ids.is_empty() {
        true => "nobody".to_owned(),
        false => ids.into_iter().collect::<Vec<_>>().join("+"),
    }
}

/// Checks a table of texts, each with what its marked words stand for.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = found(text);
            (found != *expected).then(|| format!("{text}\n    is {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn what_a_leader_commands_is_the_country() {
    check(&[
        ("Hun Sen's [government] fined a newspaper.", "cambodia"),
        ("The Hun Sen [government] fined a newspaper.", "cambodia"),
        ("The [government] of Prime Minister Hun Sen fined a newspaper.", "cambodia"),
        ("[Forces] of Emmanuel Macron left the base.", "france"),
        ("Hun Sen's [government] spokesman fined nobody.", "nobody"),
        ("Hun Sen's [newspaper] fined nobody.", "nobody"),
        ("Lionel Messi's [government] fined a newspaper.", "nobody"),
    ]);
}

#[test]
fn he_and_she_are_the_clearly_likeliest_person() {
    check(&[
        ("Emmanuel Macron landed in Cairo. [He] will meet students.", "emmanuel-macron"),
        ("Emmanuel Macron said [he] would travel to Cairo.", "emmanuel-macron"),
        ("Giorgia Meloni thanked Emmanuel Macron. [She] left at noon.", "giorgia-meloni"),
        ("Giorgia Meloni thanked Emmanuel Macron. [He] left at noon.", "emmanuel-macron"),
        ("Donald Trump said Vladimir Putin had thanked [him] for the call.", "donald-trump"),
        (
            "Vladimir Putin landed in Minsk, where Alexander Lukashenko welcomed [him].",
            "vladimir-putin",
        ),
        ("Keir Starmer spoke in London. Friedrich Merz praised [him] on Monday.", "keir-starmer"),
        ("Emmanuel Macron opened the fair. In the evening [he] flew to Rome.", "emmanuel-macron"),
        ("After [he] met Friedrich Merz, Emmanuel Macron flew home.", "emmanuel-macron"),
        ("Before [his] trip to Beijing, Emmanuel Macron called the chancellor.", "emmanuel-macron"),
        ("Emmanuel Macron defended [his] plan on Tuesday.", "emmanuel-macron"),
        ("Giorgia Meloni published [her] letter.", "giorgia-meloni"),
        ("Mrs. Okonkwo opened the session. [She] then left.", "person:okonkwo"),
        ("Recep Tayyip Erdogan, who leads Turkey, said [he] was ready.", "recep-tayyip-erdogan"),
        ("The king received Olaf Scholz. Scholz said [he] had enjoyed the talk.", "olaf-scholz"),
        (
            "“The road is open,” Emmanuel Macron said. [He] did not say for how long.",
            "emmanuel-macron",
        ),
        (
            "Olaf Scholz and Giorgia Meloni spoke for an hour. [She] had called first.",
            "giorgia-meloni",
        ),
        ("Narendra Modi invited Emmanuel Macron, and [he] paid for the dinner.", "narendra-modi"),
    ]);
}

#[test]
fn he_is_nobody_where_two_are_as_likely_and_never_the_wrong_one() {
    check(&[
        ("Donald Trump told Vladimir Putin that [he] had to leave.", "nobody"),
        ("Emmanuel Macron called Friedrich Merz after [he] had won the vote.", "nobody"),
        ("Emmanuel Macron and Friedrich Merz met. [He] smiled.", "nobody"),
        ("A farmer met Emmanuel Macron. [He] asked for help.", "nobody"),
        ("Emmanuel Macron met a senator. The senator said [he] was tired.", "nobody"),
        ("Emmanuel Macron vented his anger at Friedrich Merz over [his] refusal.", "nobody"),
        ("Giorgia Meloni landed in Tunis. [He] was late.", "nobody"),
        ("Donald Trump praised Olaf Scholz. [She] was late.", "nobody"),
        ("The envoy left at dawn. [He] took the train.", "nobody"),
        ("France sent Germany a letter. [He] signed it.", "nobody"),
        ("“[He] is a friend,” Emmanuel Macron said.", "nobody"),
        ("Donald Trump spoke to reporters. “[He] is a friend,” Trump said.", "nobody"),
        ("Donald Trump met [him] on Sunday.", "nobody"),
        ("Vladimir Putin arrived. Donald Trump met [him] on the runway.", "vladimir-putin"),
        (
            "Emmanuel Macron arrived. Then Friedrich Merz arrived, and Macron thanked [him].",
            "friedrich-merz",
        ),
        ("Donald Trump asked Vladimir Putin to meet [him] in Alaska.", "donald-trump"),
        ("Donald Trump wants to meet [him] in Alaska.", "nobody"),
        (
            "Emmanuel Macron stayed at home. The roads were icy. Trains stood still. Shops closed. Nobody came. [He] slept.",
            "nobody",
        ),
        (
            "(Jane Miller, The Herald) President Emmanuel Macron said [he] would resign.",
            "emmanuel-macron",
        ),
    ]);
}

#[test]
fn they_are_several_or_a_body() {
    check(&[
        (
            "Donald Trump and Vladimir Putin met in Alaska. [They] spoke for an hour.",
            "donald-trump+vladimir-putin",
        ),
        (
            "Donald Trump met Vladimir Putin in Alaska. [They] spoke for an hour.",
            "donald-trump+vladimir-putin",
        ),
        ("As Moscow and Kyiv escalate [their] war, others watch.", "russia+ukraine"),
        ("Syrian rebels left Raqqa. [They] went north.", "group:syrian-rebels"),
        ("Farmers left Raqqa. [They] went north.", "nobody"),
        ("Russian forces took Bakhmut. [They] then moved west.", "russia"),
        (
            "Donald Trump and Vladimir Putin met. Reporters said [they] had waited for hours.",
            "nobody",
        ),
        ("Donald Trump met farmers in Iowa. [They] wanted money.", "group:american-farmers"),
        ("Donald Trump met farmers. [They] wanted money.", "nobody"),
        ("Donald Trump landed in Rome. [They] cheered.", "nobody"),
        ("The ministers left Rome. [They] will return.", "nobody"),
        (
            "Donald Trump, Vladimir Putin and Xi Jinping met in Beijing. [Their] talks were short.",
            "donald-trump+vladimir-putin+xi-jinping",
        ),
        ("Ukraine received Tomahawks. [They] can fly far.", "tomahawk"),
        (
            "Donald Trump met Vladimir Putin and ministers of Egypt. [They] spoke for an hour.",
            "nobody",
        ),
    ]);
}

#[test]
fn it_is_a_state_or_a_body_and_often_nothing() {
    check(&[
        ("Russia said [it] would send troops.", "russia"),
        ("Russia moved [its] forces to the border.", "russia"),
        ("NATO said [it] had no plans for a base.", "nato"),
        ("Hamas said on Monday that [it] had freed two men.", "hamas"),
        ("Japan will host the summit. [It] has invited Kenya.", "japan"),
        ("The White House said [it] would answer.", "white-house"),
        ("Moscow said [it] had won.", "russia"),
        ("France said [it] was likely that Germany would agree.", "nobody"),
        ("In France [it] rained all week.", "nobody"),
        ("France knows that [it] takes time to build ships.", "nobody"),
        ("[It] was Emmanuel Macron who called.", "nobody"),
        ("France and Germany signed the treaty. [It] is valid.", "nobody"),
        ("France attacked the plan because [it] was too dear.", "nobody"),
        ("Emmanuel Macron read the letter and burned [it].", "nobody"),
        ("France rejected the offer. Germany accepted [it].", "nobody"),
        ("Russia attacked Ukraine with [its] missiles.", "nobody"),
        ("Emmanuel Macron smiled. [It] helped.", "nobody"),
    ]);
}

#[test]
fn a_quotation_is_in_the_words_of_who_speaks() {
    check(&[
        ("“[I] will meet Putin,” Donald Trump said.", "donald-trump"),
        ("“[We] will arm Ukraine,” Emmanuel Macron said.", "france"),
        ("“Putin called [me],” Donald Trump wrote on Monday.", "donald-trump"),
        ("Donald Trump wrote: “[I] called Putin.”", "donald-trump"),
        ("\"[I] called Putin,\" said Donald Trump.", "donald-trump"),
        (
            "“President Putin and I will meet. There [we] will talk,” Donald Trump said.",
            "donald-trump+vladimir-putin",
        ),
        ("“The road is open. [I] will go,” Emmanuel Macron said.", "emmanuel-macron"),
        ("“The road is open,” Emmanuel Macron said. “[I] will go.”", "emmanuel-macron"),
        ("“Putin thanked me,” Donald Trump said. He added: “[I] was glad.”", "donald-trump"),
        ("“[I] called Putin,” a farmer said in the presence of Donald Trump.", "nobody"),
        ("“[I] called Putin.” Nobody knew who wrote this.", "nobody"),
        ("[I] called Emmanuel Macron.", "nobody"),
        ("As [we] reported, Emmanuel Macron called.", "nobody"),
        (
            "“Putin and I will meet,” the president said after Donald Trump had left the room. “[You] know that.”",
            "nobody",
        ),
        ("“Emmanuel Macron is right,” Friedrich Merz said. “[He] knows.”", "emmanuel-macron"),
    ]);
}

#[test]
fn a_description_takes_up_who_was_introduced_by_it() {
    check(&[
        ("President Donald Trump landed. [The president] will rest.", "donald-trump"),
        (
            "Russian President Vladimir Putin called Donald Trump. [The Russian leader] was calm.",
            "vladimir-putin",
        ),
        ("Vladimir Putin called Donald Trump. [The Kremlin chief] was calm.", "vladimir-putin"),
        (
            "Prime Minister Viktor Orban met President Donald Trump. [The prime minister] spoke first.",
            "viktor-orban",
        ),
        (
            "Chancellor Friedrich Merz called President Emmanuel Macron. [The chancellor] was calm.",
            "friedrich-merz",
        ),
        (
            "Donald Trump met Volodymyr Zelenskyy. Ties between [the two leaders] are better.",
            "donald-trump+volodymyr-zelenskyy",
        ),
        (
            "Vladimir Putin and Xi Jinping met. [The two presidents] signed a treaty.",
            "vladimir-putin+xi-jinping",
        ),
        (
            "Vladimir Putin and Xi Jinping met. [Both men] signed a treaty.",
            "vladimir-putin+xi-jinping",
        ),
        (
            "Vladimir Putin and Xi Jinping met. [The pair] signed a treaty.",
            "vladimir-putin+xi-jinping",
        ),
        (
            "Vladimir Putin, Donald Trump and aides met. A summit of [the U.S. and Russian presidents] is near.",
            "donald-trump+vladimir-putin",
        ),
        ("Vladimir Putin, Xi Jinping and Kim Jong Un met. [The two leaders] left.", "nobody"),
        ("Emmanuel Macron spoke. [The minister] agreed.", "nobody"),
        ("Vice President JD Vance arrived in Rome. [The president] stayed at home.", "nobody"),
        ("Former President Jane Moreno wrote to Rome. [The president] did not answer.", "nobody"),
        ("Emmanuel Macron, [the president], spoke.", "nobody"),
        ("A club has a head. [The president] is elected.", "nobody"),
        ("Donald Trump praised [the president] of the club.", "nobody"),
        ("Giorgia Meloni met Emmanuel Macron. [Both men] smiled.", "nobody"),
    ]);
}

#[test]
fn a_description_takes_up_countries_bodies_places_and_weapons() {
    check(&[
        ("Israel and Hamas agreed. [Both sides] will stop.", "hamas+israel"),
        ("France and Germany signed the treaty. [The two countries] will trade.", "france+germany"),
        ("France, Germany and Italy signed the treaty. [The two countries] will trade.", "nobody"),
        (
            "France, Germany and Italy signed the treaty. [The three countries] will trade.",
            "france+germany+italy",
        ),
        ("India agreed to this, but [the country]’s rivals did not.", "india"),
        ("India and Pakistan agreed to this. In [the country], nobody knew.", "nobody"),
        ("Troops left Mosul. They had held [the city] for a year.", "mosul"),
        ("Troops left Mosul and Aleppo. They had held [the city] for a year.", "nobody"),
        ("Kyiv wants Tomahawks. Donald Trump may send [the missiles] soon.", "tomahawk"),
        ("Kyiv wants Tomahawks. Donald Trump may send [the weapons] soon.", "tomahawk"),
        ("Kyiv wants Tomahawks. Donald Trump may send [the tanks] soon.", "nobody"),
        ("Kyiv wants Tomahawks and Patriots. Donald Trump may send [the weapons] soon.", "nobody"),
        ("Kyiv wants weapons. Donald Trump may send [the weapons] soon.", "nobody"),
        ("Hezbollah fired rockets. [The group] denied it.", "hezbollah"),
        ("Hezbollah met Hamas. [The group] denied it.", "nobody"),
        ("NATO met in Brussels. [The alliance] will grow.", "nato"),
        ("NATO met in Brussels. [The company] will grow.", "nobody"),
        ("Boeing lost money. [The company] will shrink.", "boeing"),
    ]);
}

#[test]
fn what_a_leader_has_is_the_country() {
    check(&[
        ("Vladimir Putin waits. [His forces] took a village.", "russia"),
        ("Volodymyr Zelenskyy asked Donald Trump to sell [his country] missiles.", "ukraine"),
        ("Giorgia Meloni spoke. [Her government] will pay.", "italy"),
        ("Russia sent [its troops] to the border.", "russia"),
        ("Hamas said [its forces] had left.", "hamas"),
        ("Jane Miller, a farmer, spoke. [Her country] is at war.", "nobody"),
        ("Emmanuel Macron sold [his house] in Paris.", "nobody"),
        ("Marco Rubio spoke. [His forces] left.", "nobody"),
        ("Donald Trump told Vladimir Putin that [his forces] had to leave.", "nobody"),
    ]);
}

#[test]
fn a_statement_says_from_what_its_ends_are_inferred() {
    let text = "Emmanuel Macron likes Cairo. He met Friedrich Merz there.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let [statement] = &extraction.statements[..] else { panic!("{:?}", extraction.statements) };
    assert_eq!(statement.head.entity.as_str(), "emmanuel-macron");
    assert_eq!(statement.head.text, "He");
    assert!(statement.inferred);
    let from = statement.roles.values().flatten().find_map(|filler| filler.from.as_ref()).unwrap();
    assert_eq!((from.text.as_str(), from.span.of(text)), ("Emmanuel Macron", "Emmanuel Macron"));
    let mentions: Vec<&str> =
        extraction.mentions.iter().map(|mention| mention.text.as_str()).collect();
    assert_eq!(mentions, ["Emmanuel Macron", "Cairo", "Friedrich Merz"]);
}

#[test]
fn two_of_the_same_words_both_fill_a_role() {
    let text = "Donald Trump and Vladimir Putin left. The two leaders spoke with Xi Jinping.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let heads: Vec<&str> = extraction
        .statements
        .iter()
        .flat_map(|statement| [&statement.head, &statement.tail])
        .filter(|end| end.text == "The two leaders")
        .map(|end| end.entity.as_str())
        .collect();
    assert_eq!(heads, ["donald-trump", "vladimir-putin"]);
}

#[test]
fn a_possessive_is_no_filler() {
    let text = "Donald Trump left. Vladimir Putin met his aides in Moscow.";
    assert!(EXTRACTOR.extract(&Document::plain("test", text)).statements.is_empty());
}

#[test]
fn who_held_the_office_counts_on_the_day() {
    let of_day = |day: Option<&str>| {
        let text = "Angela Merkel and Olaf Scholz talked. The German leader left early.";
        let date = day.map(|day| date::parse(day).unwrap());
        let document = Document::plain("test", text).with_date(date);
        let examination = EXTRACTOR.examine(&document, &[]);
        let sentence = &examination.sentences[1];
        let described = sentence.phrases.iter().find(|phrase| phrase.is_description());
        described.map(|phrase| phrase.usual().entity.to_string())
    };
    assert_eq!(of_day(Some("2019-05-01")).as_deref(), Some("angela-merkel"));
    assert_eq!(of_day(Some("2023-05-01")).as_deref(), Some("olaf-scholz"));
    assert_eq!(of_day(None), None);
}

#[test]
fn a_country_that_only_its_leader_stands_for_is_known() {
    let text = "Zelenskyy, who has pressed Trump to sell his country long-range Tomahawk \
                missiles, flew home.";
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    for statement in &extraction.statements {
        for entity in statement.entities() {
            assert!(extraction.entities.contains_key(entity), "no record of {entity:?}");
        }
    }
    assert!(!extraction.statements.is_empty());
}

#[test]
fn outside_quotations_we_are_who_gives_the_statement() {
    check(&[
        (
            "Statement by Emmanuel Macron on the floods\n\n[I] spoke to Olaf Scholz this morning.",
            "emmanuel-macron",
        ),
        ("Remarks by Emmanuel Macron\n\nToday [we] stand with Poland.", "france"),
        ("NATO statement on Kosovo\n\n[We] call on Serbia to show restraint.", "nato"),
        (
            "The European Union condemns the attack. [We] call on Mali to investigate.",
            "european-union",
        ),
        ("Statement on the floods in Poland\n\n[We] are ready to help.", "nobody"),
        ("Emmanuel Macron landed in Cairo. Here is what [we] know.", "nobody"),
        ("NATO and the European Union signed a paper. [We] have read it.", "nobody"),
        ("NATO spoke to the press. [I] took notes.", "nobody"),
    ]);
}

#[test]
fn envoys_of_two_leaders_are_those_of_their_countries() {
    check(&[
        (
            "Emmanuel Macron met Vladimir Putin on Friday. [Their foreign ministers] will meet in May.",
            "france+russia",
        ),
        ("Emmanuel Macron and Vladimir Putin spoke. [Their senior advisers] met.", "france+russia"),
        ("Emmanuel Macron and Vladimir Putin spoke. [Their many critics] met.", "nobody"),
        (
            "Emmanuel Macron said he and Vladimir Putin “agreed on a meeting of [our advisers].”",
            "france+russia",
        ),
        (
            "According to Emmanuel Macron, he and Vladimir Putin “agreed on a call of [our teams].”",
            "france+russia",
        ),
        ("Emmanuel Macron said Vladimir Putin “kept out of [our advisers].”", "nobody"),
    ]);
}
