//! Which rules run, and reading their files.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    error::Error,
    rules::{
        Loaded, RuleSet,
        catalog::Catalog,
        load::{Directory, load},
        problems::Problems,
        text::File,
    },
};

/// The word that names the embedded rules where a directory is asked for; `./builtin` is a
/// directory of that name.
pub const BUILTIN: &str = "builtin";

/// The file that makes a directory a base: it holds the tree of types.
const TYPES: &str = "types.toml";

/// The file that explains the rule language.
const REFERENCE: &str = "README.md";

/// The largest file that is read, in bytes.
const FILE_BYTES: u64 = 16 << 20;

/// The longest line that is read, in bytes.
const LINE_BYTES: usize = 16 << 10;

/// The deepest nesting of directories.
const DEPTH: usize = 16;

/// The most files of a directory.
const FILES: usize = 10_000;

/// The rules of a run, found but not read: a base and what is added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The directory against which relative paths are read.
    working_directory: PathBuf,
    /// The base, then the additions in order.
    sources: Vec<Source>,
}

/// Where rules come from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// The copy in the program.
    Builtin,
    /// A directory or a single file, as the user named it.
    Path(PathBuf),
}

impl Sources {
    /// Finds the rules that run when these directories and files are `requested`.
    ///
    /// The base is the first of them that is [`BUILTIN`] or a directory with a `types.toml`; else
    /// `rules` in the working directory, if it has one; else the embedded copy. All others are
    /// added to it, in order.
    ///
    /// # Errors
    ///
    /// If something requested does not exist, or there is no base.
    pub fn find(requested: &[PathBuf], working_directory: &Path) -> Result<Self, Error> {
        let mut additions: Vec<Source> = Vec::new();
        let mut base = None;
        for path in requested {
            let source = Source::requested(path, working_directory)?;
            if base.is_none() && source.is_base(working_directory) {
                base = Some(source);
            } else {
                additions.push(source);
            }
        }
        let base = match base {
            Some(base) => base,
            None => Source::default_base(working_directory)?,
        };
        let sources = std::iter::once(base).chain(additions).collect();
        Ok(Self { working_directory: working_directory.to_owned(), sources })
    }

    /// The files and directories they lie in; the copy in the program lies in none.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().filter_map(|source| match source {
            Source::Builtin => None,
            Source::Path(path) => Some(path.as_path()),
        })
    }

    /// Reads and checks all of them.
    pub fn read(&self) -> Loaded {
        self.read_with(None)
    }

    /// The same, which takes over of `last` what would be the same: much the faster where no known
    /// thing has changed.
    pub fn read_after(&self, last: &RuleSet) -> Loaded {
        self.read_with(Some(last))
    }

    fn read_with(&self, last: Option<&RuleSet>) -> Loaded {
        let mut problems = Problems::default();
        let directories: Vec<Directory> = self
            .sources
            .iter()
            .map(|source| source.read(&self.working_directory, &mut problems))
            .collect();
        let mut loaded = load(&directories, problems, last.map(|last| &last.entities));
        loaded.rules.origins = self.sources.iter().map(Source::name).collect();
        loaded
    }

    /// What their files define, as it is written there. Files that cannot be read define nothing.
    pub fn catalog(&self) -> Catalog {
        let mut problems = Problems::default();
        let read = |source: &Source| source.read(&self.working_directory, &mut problems);
        Catalog::of(&self.sources.iter().map(read).collect::<Vec<_>>())
    }

    /// The files of the base, each with its path below the rule directory: rule files and the
    /// reference of the language, as far as it lies beside them.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub fn base_files(&self) -> Result<Vec<(String, String)>, Error> {
        let base = &self.sources[0];
        let mut problems = Problems::default();
        let directory = base.read(&self.working_directory, &mut problems);
        if let Some(problem) = problems.into_sorted().into_iter().next() {
            return Err(problem);
        }
        let rules = directory.files.into_iter().map(|(path, file)| (path, file.text));
        let reference = base.file(Path::new(REFERENCE), &self.working_directory);
        Ok(rules.chain(reference.map(|text| (REFERENCE.to_owned(), text))).collect())
    }
}

/// Loads rules from texts, each with the path by which problems name it: all of them are one base.
///
/// ```
/// let loaded = whowhom::rules::load_texts(&[("types.toml", "format = 1\n[type.person]\n")]);
/// assert!(loaded.problems.is_empty());
/// ```
pub fn load_texts(files: &[(&str, &str)]) -> Loaded {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), File::new(path, *text)));
    let mut loaded = load(&[Directory { files: files.collect() }], Problems::default(), None);
    loaded.rules.origins = vec!["texts".to_owned()];
    loaded
}

/// The files of the embedded rules, each with its path below the rule directory; none without the
/// feature `embedded`.
pub fn builtin_files() -> Vec<(PathBuf, &'static [u8])> {
    embedded::files()
}

impl Source {
    /// What the user asked for, if it exists.
    fn requested(path: &Path, working_directory: &Path) -> Result<Self, Error> {
        if path == Path::new(BUILTIN) {
            if builtin_files().is_empty() {
                return Err(Error::new(format!(
                    "this program was built without `{BUILTIN}` rules"
                ))
                .help("give a directory that holds `types.toml`"));
            }
            return Ok(Self::Builtin);
        }
        match fs::metadata(working_directory.join(path)) {
            Ok(_) => Ok(Self::Path(path.to_owned())),
            Err(error) => {
                Err(Error::new(format!("cannot read the rules in `{}`: {error}", path.display())))
            }
        }
    }

    /// The base of those who asked for none.
    fn default_base(working_directory: &Path) -> Result<Self, Error> {
        let local = Self::Path(PathBuf::from("rules"));
        if local.is_base(working_directory) {
            Ok(local)
        } else if !builtin_files().is_empty() {
            Ok(Self::Builtin)
        } else {
            Err(Error::new(format!("there are no rules: `rules/{TYPES}` does not exist here"))
                .help(format!(
                    "run where `rules` is, or give a directory that holds `{TYPES}`: `--rules DIR`"
                )))
        }
    }

    /// Whether others can be added to it.
    fn is_base(&self, working_directory: &Path) -> bool {
        match self {
            Self::Builtin => true,
            Self::Path(path) => working_directory.join(path).join(TYPES).is_file(),
        }
    }

    /// As the user knows it.
    fn name(&self) -> String {
        match self {
            Self::Builtin => BUILTIN.to_owned(),
            Self::Path(path) => path.display().to_string(),
        }
    }

    /// The text of one of its files, whether it holds rules or not.
    fn file(&self, path: &Path, working_directory: &Path) -> Option<String> {
        match self {
            Self::Builtin => {
                let mut files = builtin_files().into_iter();
                let (_, bytes) = files.find(|(known, _)| known == path)?;
                String::from_utf8(bytes.to_vec()).ok()
            }
            Self::Path(root) => fs::read_to_string(working_directory.join(root).join(path)).ok(),
        }
    }

    /// Its files; what cannot be read is a problem.
    fn read(&self, working_directory: &Path, problems: &mut Problems) -> Directory {
        let mut files = Vec::new();
        match self {
            Self::Builtin => {
                for (path, bytes) in builtin_files() {
                    if is_rule_file(&path) {
                        let shown = Path::new(BUILTIN).join(&path);
                        let text = text(&shown, bytes.to_vec(), problems);
                        files.extend(text.map(|text| (slashed(&path), File::new(shown, text))));
                    }
                }
            }
            Self::Path(root) => {
                let mut paths = Vec::new();
                let whole = working_directory.join(root);
                if whole.is_dir() {
                    list(&whole, Path::new(""), 0, &mut paths, problems);
                    if paths.is_empty() {
                        let message = format!("`{}` holds no rule file", root.display());
                        problems.push(Error::new(message).help("rule files end in `.toml`"));
                    }
                } else {
                    let name = root.file_name().map(PathBuf::from).unwrap_or_default();
                    let text = read(root, &whole, problems);
                    files.extend(text.map(|text| (slashed(&name), File::new(root, text))));
                }
                if paths.len() > FILES {
                    let message =
                        format!("`{}` holds more than {FILES} rule files", root.display());
                    problems.unreadable(Error::new(message).help("the others are not read"));
                    paths.truncate(FILES);
                }
                for path in paths {
                    let shown = root.join(&path);
                    let text = read(&shown, &whole.join(&path), problems);
                    files.extend(text.map(|text| (slashed(&path), File::new(shown, text))));
                }
            }
        }
        files.sort_by(|(one, _), (other, _)| one.cmp(other));
        Directory { files }
    }
}

/// Adds the rule files below `directory` to `paths`, relative to where the walk began, until there
/// are more than [`FILES`].
fn list(
    directory: &Path,
    below: &Path,
    depth: usize,
    paths: &mut Vec<PathBuf>,
    problems: &mut Problems,
) {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("cannot list `{}`: {error}", directory.display());
            problems.unreadable(Error::new(message));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') || paths.len() > FILES {
            continue;
        }
        let path = below.join(&name);
        if entry.path().is_dir() {
            if depth < DEPTH {
                list(&entry.path(), &path, depth + 1, paths, problems);
            } else {
                let message = format!("`{}` lies more than {DEPTH} deep", path.display());
                problems.unreadable(Error::new(message));
            }
        } else if is_rule_file(&path) {
            paths.push(path);
        }
    }
}

fn is_rule_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// The text of a file, if it can be read.
fn read(shown: &Path, path: &Path, problems: &mut Problems) -> Option<String> {
    let too_large = fs::metadata(path).is_ok_and(|about| about.len() > FILE_BYTES);
    if too_large {
        let message = format!("`{}` is larger than {} MB", shown.display(), FILE_BYTES >> 20);
        problems.unreadable(Error::new(message).help("split it into several files"));
        return None;
    }
    match fs::read(path) {
        Ok(bytes) => text(shown, bytes, problems),
        Err(error) => {
            problems.unreadable(Error::new(format!("cannot read `{}`: {error}", shown.display())));
            None
        }
    }
}

/// The bytes as text, if they are text with lines of a length that people write.
fn text(shown: &Path, bytes: Vec<u8>, problems: &mut Problems) -> Option<String> {
    let Ok(text) = String::from_utf8(bytes) else {
        let message = format!("`{}` is not written in UTF-8", shown.display());
        problems.unreadable(Error::new(message).help("save it as UTF-8"));
        return None;
    };
    if let Some(line) = text.split('\n').position(|line| line.len() > LINE_BYTES) {
        let message = format!(
            "line {} of `{}` is longer than {} kB",
            line + 1,
            shown.display(),
            LINE_BYTES >> 10
        );
        problems.unreadable(Error::new(message).help("write one item on each line"));
        return None;
    }
    Some(text)
}

/// The path with `/` on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(feature = "embedded")]
mod embedded {
    use std::path::PathBuf;

    use include_dir::{Dir, include_dir};

    static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

    /// All files, sorted by path.
    pub(super) fn files() -> Vec<(PathBuf, &'static [u8])> {
        let mut files = Vec::new();
        let mut open = vec![&RULES];
        while let Some(directory) = open.pop() {
            open.extend(directory.dirs());
            let contents = directory.files();
            files.extend(contents.map(|file| (file.path().to_owned(), file.contents())));
        }
        files.sort();
        files
    }
}

#[cfg(not(feature = "embedded"))]
mod embedded {
    use std::path::PathBuf;

    /// None.
    pub(super) fn files() -> Vec<(PathBuf, &'static [u8])> {
        Vec::new()
    }
}
