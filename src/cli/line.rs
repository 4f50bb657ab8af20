//! The command line as clap sees it. The fields of all forms are some two thousand options: building every one of them takes longer than
//! most commands run. For a line only those of the commands are built that it can mean, which are those whose names are words of it.

use std::cell::RefCell;
use std::ffi::OsString;

use clap::{Command, CommandFactory};

use super::args::Cli;

thread_local! {
    // clap builds its command tree from functions without arguments; this is the only way to tell them the line. None: every option.
    static WORDS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Everything that may be said: for help, complaints, documentation.
pub(crate) fn whole() -> Command {
    named(Cli::command())
}

/// What this line can mean. `args` begin with the program's name.
pub(crate) fn of(args: &[OsString]) -> Command {
    let words: Vec<String> = args.iter().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let before = WORDS.replace(Some(words));
    let root = Cli::command();
    let words = WORDS.replace(before).unwrap_or_default();
    // An alias is known only when its command has been built.
    named(if has_alias(&root, &words) { Cli::command() } else { root })
}

/// Whether the options of this command's fields are built.
pub(crate) fn may_name(command: &Command) -> bool {
    WORDS.with_borrow(|words| words.as_ref().is_none_or(|words| words.iter().any(|word| word == command.get_name())))
}

fn has_alias(root: &Command, words: &[String]) -> bool {
    root.get_subcommands()
        .any(|command| command.get_all_aliases().any(|alias| words.iter().any(|word| word == alias)) || has_alias(command, words))
}

/// The help of each command is only its name: [`super::help::render`] sets the page.
fn named(root: Command) -> Command {
    let named = |command: Command| {
        let name = command.get_name().to_owned();
        command.override_help(name)
    };
    named(root).mut_subcommands(named)
}

#[cfg(test)]
mod tests {
    use clap::Arg;

    use super::*;
    use crate::cli::write::options::is_field;

    fn line(text: &str) -> Command {
        of(&text.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    fn options(command: &Command) -> Vec<(String, Option<String>)> {
        let option = |arg: &Arg| (arg.get_id().to_string(), arg.get_long().map(str::to_owned));
        command.get_arguments().map(option).collect()
    }

    fn fields(root: &Command) -> usize {
        root.get_arguments().filter(|arg| is_field(arg)).count() + root.get_subcommands().map(fields).sum::<usize>()
    }

    /// The command lines that reach each command below `root`: by its name, and by each alias.
    fn reached(root: &Command, above: &str, visit: &mut impl FnMut(&Command, &str)) {
        for command in root.get_subcommands() {
            for name in std::iter::once(command.get_name()).chain(command.get_all_aliases()) {
                let line = format!("{above} {name}");
                visit(command, &line);
                reached(command, &line, visit);
            }
        }
    }

    #[test]
    fn a_line_has_every_option_of_its_command() {
        let whole = whole();
        let mut with_fields = 0;
        reached(&whole, "kehu -C list", &mut |command, text| {
            let words: Vec<&str> = text.split(' ').skip(3).collect();
            let root = line(text);
            let found = words.iter().try_fold(&root, |at, word| at.find_subcommand(word));
            assert_eq!(found.map(options), Some(options(command)), "{text}");
            with_fields += usize::from(command.get_arguments().any(is_field));
        });
        assert!(with_fields > 0);
    }

    #[test]
    fn no_other_command_has_its_fields_built() {
        assert_eq!(fields(&line("kehu show yunling")), 0);
        assert!(fields(&line("kehu add-contact")) > 0);
        assert!(fields(&line("kehu add-contact")) <= fields(&whole()));
        // What was said for one line does not stay.
        assert_eq!(fields(&whole()), fields(&Cli::command()));
    }
}
