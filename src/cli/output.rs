//! Results that appear whole or not at all.

use std::{
    io::{self, Write},
    path::Path,
};

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
