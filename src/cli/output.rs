//! Where results and messages go: files that appear whole or not at all, and the standard streams,
//! whose reader may leave early.

use std::{
    fmt::Display,
    io::{self, Write},
    path::Path,
};

use crate::error::Error;

/// Writes data to standard output. A reader that has seen enough (`| head`) is no error.
///
/// # Errors
///
/// Whatever writing says, a full disk for example.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    match write(&mut output).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error, where there is nobody to tell when that fails.
pub(super) fn tell(message: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

/// Writes a file aside and puts it in its place when it is complete.
///
/// # Errors
///
/// Whatever writing says, or the file system; the file is then as it was before.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".whowhom-");
    readable(&mut builder);
    let mut aside = builder.tempfile_in(directory.unwrap_or(Path::new(".")))?;
    {
        let mut buffered = io::BufWriter::new(aside.as_file_mut());
        write(&mut buffered)?;
        buffered.flush()?;
    }
    aside.persist(path)?;
    Ok(())
}

/// Temporary files are readable by their owner alone; results are as readable as any new file.
#[cfg(unix)]
fn readable(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}
