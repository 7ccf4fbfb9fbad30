//! Where and when a deed happens, by the rules of the pack and the tree of the sentence.
#![cfg(feature = "model")]
#![allow(clippy::unwrap_used)]

use std::{path::Path, sync::LazyLock};

use whowhom::{
    document::Document,
    extract::Extractor,
    mention::{Statement, Time},
    rules::Sources,
};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    let loaded = Sources::find(&[], Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().read();
    Extractor::new(loaded.rules).0
});

/// `relation: place, time`, for the first statement of each relation that has no status of its own.
fn told(text: &str) -> String {
    let extraction = EXTRACTOR.extract(&Document::plain("test", text));
    let mut lines: Vec<(&str, String)> = Vec::new();
    for Statement { relation, place, time, .. } in &extraction.statements {
        let relation = relation.as_str();
        let known = lines.iter().any(|(known, _)| *known == relation);
        if !known && !["located_in", "holds_office"].contains(&relation) {
            let place = place.as_ref().map_or("-", |place| place.entity.as_str());
            let time = time.as_ref().map_or("-", |time| &time.text);
            lines.push((relation, format!("{relation}: {place}, {time}")));
        }
    }
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, told(text)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn what_hangs_on_the_verb_is_said_of_it() {
    check(&[
        ("Macron met Merz in Geneva on Friday.", "meets: geneva, on Friday"),
        ("On Friday, Macron met Merz in Geneva.", "meets: geneva, On Friday"),
        ("In Geneva last week, Macron met Merz.", "meets: geneva, last week"),
        ("Macron met on Friday with Merz in Geneva.", "meets: geneva, on Friday"),
        ("Macron will meet Merz tomorrow at the White House.", "meets: white-house, tomorrow"),
        ("Erdogan warned Sisi on Tuesday evening.", "warns: -, on Tuesday evening"),
        ("Macron met Merz Thursday.", "meets: -, Thursday"),
        ("Macron met Merz in Geneva in October 2025.", "meets: geneva, in October 2025"),
        ("Germany supplied Leopard tanks to Ukraine in early 2023.", "supplies: -, in early 2023"),
        ("Modi spoke with Starmer by phone late on Thursday.", "speaks_with: -, late on Thursday"),
        ("Two days ago Erdogan met Sisi in Cairo.", "meets: cairo, Two days ago"),
        (
            "Macron met Merz at 9 a.m. on Thursday in Berlin.",
            "meets: berlin, at 9 a.m. on Thursday",
        ),
    ]);
}

#[test]
fn what_hangs_on_the_noun_is_said_of_the_deed() {
    check(&[
        (
            "The meeting between Macron and Merz in Geneva on Friday was short.",
            "meets: geneva, on Friday",
        ),
        ("Friday's meeting between Macron and Merz was short.", "meets: -, Friday"),
        ("The Geneva meeting between Macron and Merz was short.", "meets: geneva, -"),
        ("The 2019 meeting between Macron and Merkel was short.", "meets: -, 2019"),
        ("Thursday's call between Trump and Putin lasted two hours.", "speaks_with: -, Thursday"),
        ("The October summit between Trump and Putin was called off.", "meets: -, October"),
        ("Trump's White House meeting with Zelenskyy ran late.", "meets: white-house, -"),
        (
            "The call between Modi and Starmer on Monday evening was friendly.",
            "speaks_with: -, on Monday evening",
        ),
    ]);
}

#[test]
fn a_verb_that_only_carries_the_deed_lends_it_its_own() {
    check(&[
        ("Macron held a meeting with Merz in Geneva on Friday.", "meets: geneva, on Friday"),
        ("On Friday Macron held a long meeting with Merz in Geneva.", "meets: geneva, On Friday"),
        (
            "The meeting between Macron and Merz took place in Geneva last month.",
            "meets: geneva, last month",
        ),
        (
            "A meeting between Macron and Merz will be held in Geneva next week.",
            "meets: geneva, next week",
        ),
        (
            "The meeting between Macron and Merz is scheduled for Friday in Geneva.",
            "meets: geneva, for Friday",
        ),
        ("Trump held a call with Putin on Thursday.", "speaks_with: -, on Thursday"),
        (
            "A meeting between Macron and Merz, held in Geneva in August, changed little.",
            "meets: geneva, in August",
        ),
    ]);
}

#[test]
fn an_occasion_of_the_deed_lends_it_its_own() {
    check(&[
        (
            "In a call on Saturday, Putin warned Macron.",
            "speaks_with: -, on Saturday; warns: -, on Saturday",
        ),
        (
            "At a news conference in Moscow on Friday, Putin warned Trump.",
            "warns: moscow, on Friday",
        ),
        ("Putin warned Trump at a meeting in Alaska in August.", "warns: alaska, in August"),
        (
            "Lula met Milei on the margins of a summit in Buenos Aires in July.",
            "meets: buenos-aires, in July",
        ),
        (
            "Macron met Merz in Brussels on the sidelines of a summit on Thursday.",
            "meets: brussels, on Thursday",
        ),
        (
            "A summit will be preceded by a call between Rubio and Lavrov in the coming days.",
            "speaks_with: -, in the coming days",
        ),
        ("The call between Macron and Merz took place at Spain's request.", "speaks_with: -, -"),
        ("Macron met Merz in the Hungarian capital.", "meets: hungary, -"),
    ]);
}

#[test]
fn what_governs_the_deed_lends_it_what_stands_behind() {
    check(&[
        ("Macron plans to meet Merz in Geneva on Friday.", "meets: geneva, on Friday"),
        ("Macron is expected to meet Merz in Geneva next week.", "meets: geneva, next week"),
        ("On Friday Macron is expected to meet Merz.", "meets: -, On Friday"),
        ("Macron agreed on Monday to meet Merz in Geneva.", "meets: geneva, -"),
        ("Macron said on Monday that he will meet Merz in Geneva.", "meets: geneva, -"),
        ("Macron said on Monday he would meet Merz on Friday.", "meets: -, on Friday"),
        ("Macron agreed on Monday to hold a meeting with Merz on Tuesday.", "meets: -, on Tuesday"),
    ]);
}

#[test]
fn other_clauses_keep_theirs() {
    check(&[
        ("Macron, who arrived in Geneva on Monday, met Merz.", "visits: -, on Monday; meets: -, -"),
        ("Macron met Merz after the government fell in Prague on Monday.", "meets: -, -"),
        (
            "Macron met Merz on Friday, days after protests began in Prague on Monday.",
            "meets: -, on Friday",
        ),
        (
            "\"The talks in Cairo failed last week,\" Erdogan warned Sisi on Friday.",
            "warns: -, on Friday",
        ),
        (
            "After meeting Macron in Paris on Monday, Merz warned Putin on Tuesday.",
            "meets: paris, on Monday; warns: -, on Tuesday",
        ),
        (
            "In Hungary Macron met Merz, and Rubio will talk with Lavrov.",
            "meets: hungary, -; speaks_with: -, -",
        ),
        (
            "Macron, who warned Merz in Geneva in 2018, will meet Starmer next week.",
            "warns: geneva, in 2018; meets: -, next week",
        ),
        (
            "Netanyahu met Rubio in Jerusalem on Sunday, a day before Rubio flew to Qatar.",
            "meets: jerusalem, on Sunday; visits: -, -",
        ),
        (
            "There will be a meeting of Macron and the Polish advisers, next week.",
            "meets: -, next week",
        ),
        (
            "Merz resigned on Monday after Macron met Putin in Geneva on Friday.",
            "meets: geneva, on Friday",
        ),
    ]);
}

#[test]
fn a_place_in_what_is_spoken_of_is_not_where_it_is_spoken_of() {
    check(&[
        ("Trump spoke with Putin about the war in Ukraine.", "speaks_with: -, -"),
        ("Trump met Putin to discuss the war in Gaza.", "meets: -, -"),
        ("Macron met Merz over the crisis in Sudan on Friday.", "meets: -, on Friday"),
        (
            "Macron met Merz in Geneva on Friday to discuss the war in Ukraine.",
            "meets: geneva, on Friday",
        ),
        ("Trump warned Putin about Monday's attack in Kharkiv.", "warns: -, -"),
        ("Macron met Merz after the summit in Prague.", "meets: -, -"),
        ("Macron is to meet Merz next week, most likely in Geneva.", "meets: geneva, next week"),
        ("Trump spoke with Putin about a summit in Budapest.", "speaks_with: -, -"),
    ]);
}

#[test]
fn the_inner_of_two_places_is_meant_and_an_end_is_none() {
    check(&[
        ("Trump will meet Putin in Budapest, Hungary.", "meets: budapest, -"),
        ("Trump met Zelenskyy in the Oval Office at the White House.", "meets: oval-office, -"),
        ("Macron met Merz at a hotel in Geneva on Friday.", "meets: geneva, on Friday"),
        ("Macron met Merz in the city of Geneva.", "meets: geneva, -"),
        ("Macron met Merz on the outskirts of Geneva.", "meets: geneva, -"),
        ("Macron met Merz at an air base near Geneva.", "meets: geneva, -"),
        ("In Hungary, Trump met Putin in Budapest.", "meets: budapest, -"),
        ("Germany supplied tanks to Ukraine in Ukraine last year.", "supplies: ukraine, last year"),
    ]);
}

#[test]
fn deeds_of_war_have_their_time_and_place() {
    check(&[
        ("Russian forces attacked Kharkiv on Monday night.", "attacks: -, on Monday night"),
        ("Overnight, Israel launched strikes on Damascus.", "attacks: -, Overnight"),
        ("Monday's Russian attack on Kharkiv killed twelve people.", "attacks: -, Monday"),
        ("The Russian attack on Kharkiv on Monday killed twelve people.", "attacks: -, on Monday"),
        (
            "A series of Israeli strikes on Damascus this week killed ten people.",
            "attacks: -, this week",
        ),
        (
            "Israel said on Wednesday that Hezbollah attacked Haifa on Tuesday.",
            "attacks: -, on Tuesday",
        ),
        ("Iran fired missiles to hit an air base in Qatar on Monday.", "uses: qatar, on Monday"),
        ("Poland deployed troops to Lithuania in June.", "deploys_to: -, in June"),
        ("France sent soldiers to Niger in 2013.", "deploys_to: -, in 2013"),
        (
            "Israel killed Hassan Nasrallah in Beirut in September 2024.",
            "kills: beirut, in September 2024",
        ),
        ("Russia seized Mariupol in May 2022.", "occupies: -, in May 2022"),
        ("France withdrew from Mali in 2022.", "withdraws_from: -, in 2022"),
        (
            "Russia and Ukraine clashed near Pokrovsk in recent weeks.",
            "fights: pokrovsk, in recent weeks",
        ),
    ]);
}

#[test]
fn deeds_of_states_have_their_time_and_place() {
    check(&[
        ("The EU imposed sanctions on Iran in January.", "sanctions: -, in January"),
        ("Germany expelled two Russian diplomats on Thursday.", "cuts_ties: -, on Thursday"),
        ("Turkey detained a Syrian commander in Hatay on Friday.", "detains: hatay, on Friday"),
        (
            "Iran and the United States will resume talks in Muscat next month.",
            "negotiates_with: muscat, next month",
        ),
        (
            "Talks between Iran and the United States in Oman in April led nowhere.",
            "negotiates_with: oman, in April",
        ),
        (
            "Armenia and Azerbaijan signed a peace deal in Washington in August.",
            "agrees_with: washington, in August",
        ),
        ("Saudi Arabia condemned Israel on Friday.", "criticizes: -, on Friday"),
        (
            "Kim Jong Un thanked Putin at a banquet in Pyongyang on Wednesday.",
            "praises: pyongyang, on Wednesday",
        ),
        (
            "Germany has agreed to supply Leopard tanks to Ukraine next year.",
            "supplies: -, next year",
        ),
        ("Macron announced a meeting with Merz on Monday.", "meets: -, on Monday"),
    ]);
}

#[test]
fn who_goes_somewhere_is_there_for_what_follows() {
    check(&[
        ("Macron is visiting Beirut this week.", "visits: -, this week"),
        ("Saudi officials were in Islamabad on Sunday.", "visits: -, on Sunday"),
        (
            "Macron will travel to Beirut next week to meet Salam.",
            "visits: -, next week; meets: beirut, next week",
        ),
        (
            "Starmer flew to Kyiv on Tuesday for talks with Zelenskyy.",
            "visits: -, on Tuesday; negotiates_with: kyiv, on Tuesday",
        ),
        ("On a visit to Kyiv last week, Starmer praised Zelenskyy.", "praises: kyiv, last week"),
        ("During a visit to Beirut on Friday, Macron warned Israel.", "warns: beirut, on Friday"),
    ]);
}

#[test]
fn a_participle_shares_the_clause_that_it_hangs_on() {
    check(&[
        ("Speaking in Paris on Friday, Macron warned Putin.", "warns: paris, on Friday"),
        ("Macron, speaking in Paris on Friday, warned Putin.", "warns: paris, on Friday"),
        (
            "Macron met Merz in Geneva on Friday, warning Putin against an attack.",
            "meets: geneva, on Friday; warns: geneva, on Friday",
        ),
        (
            "A delegation of Turkish officials has been in Cairo this week, pushing for weapons.",
            "visits: -, this week; seeks: cairo, this week",
        ),
        ("Following a summit in Prague on Monday, Macron warned Putin.", "warns: -, -"),
    ]);
}

#[test]
fn a_vague_time_counts_where_no_day_is_told() {
    check(&[
        ("Macron will soon meet Merz in Berlin.", "meets: berlin, soon"),
        ("Modi recently spoke with Starmer.", "speaks_with: -, recently"),
        ("Macron will soon meet Merz, on Friday.", "meets: -, on Friday"),
        ("Macron met Merz soon after the vote.", "meets: -, -"),
    ]);
}

#[test]
fn who_asks_for_somebody_says_for_whom() {
    let cases = [
        "Zelenskyy asked Trump on Friday to provide Ukraine with Tomahawk missiles.",
        "Zelenskyy urged Merz to send Taurus missiles to Ukraine.",
        "Zelenskyy asked Biden to give Ukraine F-16 jets.",
    ];
    for text in cases {
        let extraction = EXTRACTOR.extract(&Document::plain("test", text));
        let mut asked =
            extraction.statements.iter().filter(|found| found.relation.as_str() == "asks");
        let roles = &asked.next().unwrap().roles;
        let recipients: Vec<&str> = roles
            .get("recipient")
            .into_iter()
            .flatten()
            .filter_map(|filler| Some(filler.entity.as_ref()?.as_str()))
            .collect();
        assert_eq!(recipients, ["ukraine"], "{text}");
    }
}

#[test]
fn a_name_is_no_time() {
    check(&[
        ("Theresa May met Macron in Geneva.", "meets: geneva, -"),
        ("Macron met Merz for the second time in two years.", "meets: -, -"),
        ("Macron met Merz for two hours.", "meets: -, -"),
    ]);
}

/// The days of the time of the first statement that has one.
fn days(date: &str, text: &str) -> String {
    let text = format!("date {date} {text}");
    let extraction = EXTRACTOR.extract(&Document::plain("test", text.as_str()));
    let times = extraction.statements.into_iter().filter_map(|statement| statement.time);
    let interval = times.flat_map(|Time { interval, .. }| interval).next();
    interval.map_or_else(String::new, |days| format!("{}..{}", days.from, days.to))
}

#[test]
fn the_status_and_the_verb_tell_in_which_direction_to_look() {
    let cases = [
        // 16 October 2025 was a Thursday
        ("Macron met Merz on Friday.", "2025-10-10..2025-10-10"),
        ("Macron did not meet Merz on Friday.", "2025-10-10..2025-10-10"),
        ("Macron will meet Merz on Friday.", "2025-10-17..2025-10-17"),
        ("Macron plans to meet Merz on Friday.", "2025-10-17..2025-10-17"),
        ("Macron will not meet Merz on Friday.", "2025-10-17..2025-10-17"),
        ("Macron could meet Merz on Monday.", "2025-10-20..2025-10-20"),
        ("Macron meets Merz on Friday.", "2025-10-17..2025-10-17"),
        ("Macron meets Merz on Tuesday.", "2025-10-21..2025-10-21"),
        ("Macron met Merz in August.", "2025-08-01..2025-08-31"),
        ("Macron will meet Merz in August.", "2026-08-01..2026-08-31"),
        ("Macron may have met Merz in August.", "2025-08-01..2025-08-31"),
        ("Macron met Merz in recent weeks.", ""),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, days("2025-10-16", text)))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text} expected {expected}, found {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn another_sentence_on_the_event_completes_it() {
    check(&[
        (
            "Trump and Xi will meet again. The talks take place in Busan next week.",
            "meets: busan, next week",
        ),
        (
            "Macron is to meet Merz. The summit, which diplomats have prepared for weeks, is planned for Thursday.",
            "meets: -, for Thursday",
        ),
        (
            "Erdogan plans to meet Sisi in Cairo. The meeting is scheduled for next Monday.",
            "meets: cairo, for next Monday",
        ),
        (
            "Zelensky met Tusk on Sunday. The meeting was held in Warsaw.",
            "meets: warsaw, on Sunday",
        ),
        (
            "Putin spoke with Modi by phone. The call, which lasted an hour, took place on Tuesday.",
            "speaks_with: -, on Tuesday",
        ),
        ("Rubio will meet Lavrov. No date has been set for the meeting.", "meets: -, -"),
        (
            "The United States will negotiate with Iran in Oslo. Talks begin on Sunday.",
            "negotiates_with: oslo, on Sunday",
        ),
        (
            "Russian missiles hit Kharkiv. Six people were killed in the strike, which came before dawn on Thursday.",
            "attacks: -, before dawn on Thursday",
        ),
        (
            "Lula said the ministers would hold a meeting next week. Vieira will lead the talks for Brazil.",
            "",
        ),
    ]);
}

#[test]
fn another_event_completes_none() {
    check(&[
        ("Macron met Merz. The next summit will be held in Rome in June.", "meets: -, -"),
        (
            "Macron will meet Merz and Sanchez will meet Meloni. The meeting is planned for Friday.",
            "meets: -, -",
        ),
        (
            "Trump met Putin in Alaska in August. The talks will resume in Budapest next week.",
            "meets: alaska, in August",
        ),
        ("Trump met Putin in Alaska. A meeting was held in Paris on Tuesday.", "meets: alaska, -"),
        (
            "Trump spoke with Putin by phone. The meeting took place in Geneva on Friday.",
            "speaks_with: -, -",
        ),
        (
            "Modi spoke with Starmer. Carney said the call for peace came on Tuesday.",
            "speaks_with: -, -",
        ),
        ("Macron will visit Egypt. He put off a visit to Jordan in May.", "visits: -, -"),
        (
            "Lula condemned Milei. The criticism came at a summit in Brasilia on Sunday.",
            "criticizes: brasilia, on Sunday",
        ),
        ("Lula met Milei. He praised the summit in Belem on Sunday.", "meets: -, -"),
        (
            "Macron is to meet Merz. The two spoke about the meeting in Berlin on Tuesday.",
            "meets: -, -",
        ),
        ("Putin warned Finland. He said the war in Ukraine began in 2014.", "warns: -, -"),
        ("Trump will meet Xi. Rubio criticised the meeting on Monday in Tokyo.", "meets: -, -"),
        (
            "China sanctioned Taiwan. The sanctions imposed by Japan in March were lifted.",
            "sanctions: -, -",
        ),
    ]);
}

#[test]
fn what_is_done_in_several_words_keeps_its_own() {
    check(&[
        ("Germany announced on Thursday a meeting between Merz and Macron.", "meets: -, -"),
        ("Saudi Arabia bombed the Houthis for two weeks.", "attacks: -, for two weeks"),
        (
            "Trump and Putin spoke for more than two hours on Thursday, the White House said.",
            "speaks_with: -, on Thursday",
        ),
        (
            "Russia fired missiles at targets across Ukraine overnight.",
            "attacks: -, overnight; uses: ukraine, overnight",
        ),
        (
            "After talks in Doha on Saturday, Pakistan and Afghanistan agreed to a ceasefire.",
            "agrees_with: doha, on Saturday",
        ),
        ("Speaking in Riyadh on Tuesday, Trump praised Erdogan.", "praises: riyadh, on Tuesday"),
        (
            "On the sidelines of the UN General Assembly in New York last month, Trump met Zelensky.",
            "meets: new-york, last month",
        ),
        (
            "Lula will host Macron in Brasilia at the end of the month.",
            "meets: brasilia, at the end of the month",
        ),
        (
            "Turkey accused Greece on Friday of violating an accord signed in Lausanne in 1923.",
            "accuses: -, on Friday",
        ),
        ("Netanyahu met Trump, who returned from Scotland on Tuesday.", "meets: -, -"),
        ("Lula visited Beijing in May, where he met Xi.", "visits: -, in May; meets: beijing, -"),
        ("Merz hosted Macron for talks in Berlin on Tuesday.", "meets: berlin, on Tuesday"),
        ("Merz called on Macron for talks in Berlin.", "asks: -, -"),
    ]);
}
