//! What a shell offers at the TAB key: commands and options, and customers, their people, staff, rules and forms with their names.
//! The script of `kehu completions` calls kehu with `KEHU_COMPLETE`. Silent about every fault: nobody reads errors at a TAB.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{EnvCompleter, Shells};

use super::args::PlanWhat;
use super::help::value_name;
use super::rules::LEVEL_WORDS;
use super::{Ui, language};
use crate::archive::load::{self, Base};
use crate::archive::{DocKind, customer, one};
use crate::context::Env;
use crate::discover::{self, Ignored};
use crate::report::explain::FAMILIES;
use crate::rules::registry;
use crate::template::EXAMPLES;
use crate::words::Lang;

/// The variable by which the script says that it wants words, and for which shell.
const VARIABLE: &str = "KEHU_COMPLETE";
/// Of more customers than this only the ids are offered: names would have to be read one file each.
const MOST_NAMES: usize = 40;

/// The script that a shell reads once; none for a shell that is not known.
pub(crate) fn script(shell: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    Shells::builtins().completer(shell)?.write_registration(VARIABLE, "kehu", "kehu", "kehu", &mut out).ok()?;
    Some(out)
}

/// Answers a TAB: `args` are those of the call, `kehu -- kehu show yun`.
pub(super) fn answer(shell: &str, args: &[OsString], env: &Env, ui: &mut Ui) {
    let words: Vec<OsString> = args.iter().skip_while(|arg| *arg != "--").skip(1).cloned().collect();
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(shell).filter(|_| !words.is_empty()) else { return };
    let mut out = Vec::new();
    if write(shell, words, env, &mut out).is_some() {
        let _ = ui.data(out);
    }
}

fn write(shell: &dyn EnvCompleter, words: Vec<OsString>, env: &Env, out: &mut Vec<u8>) -> Option<()> {
    let lang = language::choose(language::early(&words, "--lang", Lang::parse), env, None);
    language::speak(lang);
    let here = Arc::new(Here { words: words.iter().map(|word| word.to_string_lossy().into_owned()).collect(), env: env.clone(), lang });
    let mut command = with_values(super::line::of(&words), &here);
    command.build();
    shell.write_complete(&mut command, words, Some(&env.cwd), out).ok()
}

/// Adds to each argument what its values are.
fn with_values(root: clap::Command, here: &Arc<Here>) -> clap::Command {
    let of = |values: fn(&Here, &str) -> Vec<Value>| {
        let here = here.clone();
        ArgValueCompleter::new(move |current: &OsStr| here.candidates(values, &current.to_string_lossy()))
    };
    let (staff, people, customers, plans) = (of(Here::staff), of(Here::people), of(Here::customers), of(Here::plan_words));
    let named = |arg: clap::Arg| match value_name(&arg).as_str() {
        "STAFF" => arg.add(staff.clone()),
        "PERSON" => arg.add(people.clone()),
        "CUSTOMER" | "TARGET" => arg.add(customers.clone()),
        // That of `plan`: to change it by its name would put it behind the customer.
        "WHAT" if arg.get_id() == "word" => arg.add(plans.clone()),
        _ => arg,
    };
    each(root, &named)
        .mut_subcommand("init", |command| command.mut_arg("example", |arg| arg.add(of(Here::examples))))
        .mut_subcommand("check", |command| {
            command.mut_arg("rules", |arg| arg.add(of(Here::rules))).mut_arg("levels", |arg| arg.add(of(Here::levels)))
        })
        .mut_subcommand("audit", |command| {
            command.mut_arg("rules", |arg| arg.add(of(Here::rules))).mut_arg("levels", |arg| arg.add(of(Here::levels)))
        })
        .mut_subcommand("explain", |command| command.mut_arg("topic", |arg| arg.add(of(Here::topics))))
        .mut_subcommand("policy", |command| command.mut_arg("rules", |arg| arg.add(of(Here::families_and_rules))))
        .mut_subcommand("schema", |command| command.mut_arg("form", |arg| arg.add(of(Here::forms))))
}

/// The arguments of a command and of all below it.
fn each(command: clap::Command, change: &impl Fn(clap::Arg) -> clap::Arg) -> clap::Command {
    command.mut_args(change).mut_subcommands(|command| each(command, change))
}

/// A word with what it means.
type Value = (String, String);

/// Where the TAB was hit.
struct Here {
    words: Vec<String>,
    env: Env,
    lang: Lang,
}

impl Here {
    fn candidates(&self, values: fn(&Self, &str) -> Vec<Value>, current: &str) -> Vec<CompletionCandidate> {
        // An id is offered by the beginning of its name as well: the word on the line is then replaced.
        let fits = |(word, help): &Value| {
            word.to_lowercase().starts_with(&current.to_lowercase()) || (!current.is_empty() && help.starts_with(current))
        };
        let shown = |(word, help): Value| CompletionCandidate::new(word).help((!help.is_empty()).then(|| help.into()));
        values(self, current).into_iter().filter(fits).map(shown).collect()
    }

    fn root(&self) -> Option<PathBuf> {
        let said = language::early_value(&self.words, &["-C", "--archive"]).map(PathBuf::from).or_else(|| self.env.archive.clone());
        match said {
            Some(dir) => Some(self.env.cwd.join(dir)).filter(|dir| discover::SETTINGS.iter().any(|name| dir.join(name).is_file())),
            None => discover::root(&self.env.cwd),
        }
    }

    fn base(&self) -> Option<(PathBuf, Base)> {
        let root = self.root()?;
        let base = load::base(&root, Some(self.lang), self.lang);
        Some((root, base))
    }

    fn customers(&self, current: &str) -> Vec<Value> {
        let Some(root) = self.root() else { return Vec::new() };
        let ignored = Ignored::new(&root);
        let ids = discover::customers(&root, &ignored).unwrap_or_default();
        if ids.len() > MOST_NAMES {
            return ids.into_iter().filter(|id| id.starts_with(current)).map(|id| (id, String::new())).collect();
        }
        let names = one::names(&root, &ids).into_iter();
        names.map(|one| (one.id, [one.short_name, one.unit_name].into_iter().find(|name| !name.is_empty()).unwrap_or_default())).collect()
    }

    /// What `plan` can do, and the customers whose plan can be seen.
    fn plan_words(&self, current: &str) -> Vec<Value> {
        let words = PlanWhat::value_variants().iter().filter_map(ValueEnum::to_possible_value).filter(|word| !word.is_hide_set());
        let word = |word: PossibleValue| (word.get_name().to_owned(), word.get_help().map(ToString::to_string).unwrap_or_default());
        words.map(word).chain(self.customers(current)).collect()
    }

    /// The people of the customer that stands before them on the line.
    fn people(&self, _: &str) -> Vec<Value> {
        let Some((root, base)) = self.base() else { return Vec::new() };
        let ignored = Ignored::new(&root);
        let Some(id) = self.words.iter().find(|word| one::exists(&root, word, &ignored)) else { return Vec::new() };
        let people = customer::read(&root, id, &ignored, &base.world).folder.people_names;
        (0..people.len()).map(|at| (people.id(at).to_owned(), people.label(at).to_owned())).collect()
    }

    fn staff(&self, _: &str) -> Vec<Value> {
        let Some((_, base)) = self.base() else { return Vec::new() };
        let names = &base.world.staff.names;
        (0..names.len()).map(|at| (names.id(at).to_owned(), names.label(at).to_owned())).collect()
    }

    fn rules(&self, _: &str) -> Vec<Value> {
        registry::all().map(|rule| (rule.id.to_owned(), rule.title.get(self.lang).to_owned())).collect()
    }

    /// A rule with `=`, and behind that the levels.
    fn levels(&self, current: &str) -> Vec<Value> {
        let Some((rule, _)) = current.split_once('=') else {
            return self.rules(current).into_iter().map(|(id, title)| (format!("{id}="), title)).collect();
        };
        LEVEL_WORDS.iter().map(|level| (format!("{rule}={level}"), String::new())).collect()
    }

    fn families_and_rules(&self, current: &str) -> Vec<Value> {
        let families = FAMILIES.iter().filter(|(family, _)| registry::all().any(|rule| rule.family() == *family));
        let mut out: Vec<Value> = families.map(|(family, name)| ((*family).to_owned(), name.get(self.lang).to_owned())).collect();
        out.extend(self.rules(current));
        out
    }

    fn forms(&self, _: &str) -> Vec<Value> {
        let form = |kind: &DocKind| Some((kind.form_name()?.to_owned(), kind.title().get(self.lang).to_owned()));
        DocKind::FORMS.iter().filter_map(form).collect()
    }

    fn topics(&self, current: &str) -> Vec<Value> {
        let mut out = self.forms(current);
        out.extend(self.rules(current));
        out
    }

    fn examples(&self, _: &str) -> Vec<Value> {
        EXAMPLES.iter().map(|example| (example.name.to_owned(), String::new())).collect()
    }
}
