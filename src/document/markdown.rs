//! Markdown as prose: the marks blanked out, every letter left in its place.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blank;

/// A Markdown text, read.
pub(super) struct Reading {
    /// The text of its first heading.
    pub(super) title: Option<String>,
    /// The text with everything but prose replaced by spaces, byte for byte.
    pub(super) prose: String,
}

/// Reads `text`. Code blocks, addresses of links, front matter and HTML are no prose.
pub(super) fn read(text: &str) -> Reading {
    let mut prose = String::with_capacity(text.len());
    let mut title = None;
    let mut heading = None;
    let mut outside_prose = 0;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) if title.is_none() => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => title = title.or(heading.take()),
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => outside_prose += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => outside_prose -= 1,
            Event::Text(_) | Event::Code(_) if outside_prose == 0 && range.start >= prose.len() => {
                let passage = &text[range.clone()];
                if let Some(heading) = &mut heading {
                    heading.push_str(passage.trim_matches('`'));
                }
                let gap = prose.len()..range.start;
                blank(&mut prose, &text[gap]);
                // the backquotes of code, and an entity such as `&amp;`, are kept as written
                prose.push_str(passage);
            }
            _ => {}
        }
    }
    let gap = prose.len()..;
    blank(&mut prose, &text[gap]);
    Reading { title, prose }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spaces_of_the_same_length() {
        let text =
            "# Talks *soon*\n\nThe [US](https://a.example/b) **warned** them.\n\n- one\n- two\n";
        let reading = read(text);
        assert_eq!(reading.title.as_deref(), Some("Talks soon"));
        assert_eq!(reading.prose.len(), text.len());
        assert_eq!(
            reading.prose.split_whitespace().collect::<Vec<_>>().join(" "),
            "Talks soon The US warned them. one two"
        );
        assert_eq!(reading.prose.find("warned"), text.find("warned"));
    }

    #[test]
    fn code_and_front_matter_are_no_prose() {
        let text = "---\nlayout: post\n---\n\nThey met.\n\n```\nlet x = 1;\n```\n";
        assert_eq!(read(text).prose.trim(), "They met.");
    }
}
