//! Rules named on the command line: which are judged, and how grave they are this time.

use anyhow::Result;
use globset::GlobBuilder;

use super::CliError;
use super::complaints::nearest_typed;
use crate::archive::Loaded;
use crate::policy::{self, Policy};
use crate::resolve::nearest;
use crate::rules::{Rule, registry};
use crate::say;
use crate::words::Lang;

/// The words behind `RULE=`.
pub(crate) const LEVEL_WORDS: [&str; 4] = ["error", "warning", "info", "off"];

/// The rules that `--rule` names: ids, families, globs. None: all.
///
/// # Errors
/// When a word names no rule.
pub(crate) fn chosen(words: &[String], lang: Lang) -> Result<Option<Vec<&'static str>>> {
    if words.is_empty() {
        return Ok(None);
    }
    let mut out = Vec::new();
    for word in words {
        out.extend(named(word, lang)?.iter().map(|rule| rule.id));
    }
    Ok(Some(out))
}

/// Keeps only what these rules say.
pub(crate) fn narrow(loaded: &mut Loaded, rules: &[&'static str]) {
    loaded.findings.retain(|finding| rules.contains(&finding.rule));
    loaded.ignored.retain(|one| rules.contains(&one.finding.rule));
    loaded.not_judged.retain(|one| rules.contains(&one.rule));
}

/// Puts `--level RULE=LEVEL` over the archive's own levels; whether there was any. A family or glob means only rules that are in force.
///
/// # Errors
/// When a word names no rule or no level.
pub(crate) fn set_levels(words: &[String], policy: &mut Policy, lang: Lang) -> Result<bool> {
    for word in words {
        let Some((rules, level)) = word.split_once('=') else {
            let error = CliError::user(say!(lang, "`--level {word}` 没有写明级别", "`--level {word}` names no level"));
            return Err(error.hint(say!(lang, "写成 `--level {word}=warning`", "write `--level {word}=warning`")).into());
        };
        let Some(setting) = policy::setting(level) else { return Err(unknown_level(level, lang).into()) };
        for rule in named(rules, lang)? {
            if rule.id.eq_ignore_ascii_case(rules.trim()) || policy.is_in_force(rule) {
                policy.set(rule, setting);
            }
        }
    }
    Ok(!words.is_empty())
}

/// The rules that one word names: an id, a family, a glob.
fn named(word: &str, lang: Lang) -> Result<Vec<&'static Rule>, CliError> {
    let word = word.trim();
    let glob = word.contains(['*', '?', '[', '{']).then(|| GlobBuilder::new(word).case_insensitive(true).build().ok()).flatten();
    let glob = glob.map(|glob| glob.compile_matcher());
    let fits = |rule: &&Rule| match &glob {
        Some(glob) => glob.is_match(rule.id),
        None => rule.id.eq_ignore_ascii_case(word) || rule.family().eq_ignore_ascii_case(word),
    };
    let rules: Vec<&'static Rule> = registry::all().filter(fits).collect();
    if rules.is_empty() { Err(unknown(word, lang)) } else { Ok(rules) }
}

fn unknown(word: &str, lang: Lang) -> CliError {
    if word.is_empty() {
        let error = CliError::user(say!(lang, "没有写明规则", "no rule is named"));
        return error.hint(say!(
            lang,
            "写编号、族或通配，如 `COV-03`、`COV`、`F6-*`",
            "write an id, a family or a glob, as `COV-03`, `COV`, `F6-*`"
        ));
    }
    let names = registry::all().map(|rule| rule.id).chain(registry::all().map(Rule::family));
    let error = CliError::user(say!(lang, "没有规则 `{word}`", "there is no rule `{word}`"));
    let error = match nearest(word, names) {
        Some(id) => error.hint(say!(lang, "是否指 `{id}`？", "did you mean `{id}`?")),
        None => error,
    };
    error.hint(say!(lang, "`kehu explain` 列出全部规则", "`kehu explain` lists all rules"))
}

fn unknown_level(word: &str, lang: Lang) -> CliError {
    let error = CliError::user(say!(lang, "没有级别 `{word}`", "there is no level `{word}`"));
    let error = match nearest_typed(word, LEVEL_WORDS) {
        Some(near) => error.hint(say!(lang, "是否指 `{near}`？", "did you mean `{near}`?")),
        None => error,
    };
    let all = LEVEL_WORDS.join(", ");
    error.hint(say!(lang, "可取：{all}", "possible values: {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Level;
    use crate::policy::Setting;

    fn ids(word: &str) -> Vec<&'static str> {
        named(word, Lang::En).map(|rules| rules.iter().map(|rule| rule.id).collect()).unwrap_or_default()
    }

    #[test]
    fn ids_families_and_globs() {
        assert_eq!(ids("cov-03"), ["COV-03"]);
        assert!(ids("COV").len() > 3 && ids("COV").iter().all(|id| id.starts_with("COV-")));
        assert_eq!(ids("COV"), ids("cov-*"));
        assert_eq!(ids("F7?-06"), ["F7A-06", "F7B-06"]);
        assert_eq!(ids("COV-0[13]"), ["COV-01", "COV-03"]);
        assert!(ids("XYZ-*").is_empty() && ids("F").is_empty());
        assert!(unknown("COV03", Lang::En).hints[0].contains("`COV-03`"));
        assert!(unknown("COVE", Lang::En).hints[0].contains("`COV`"));
    }

    #[test]
    fn the_last_word_on_a_level_holds() {
        let mut policy = Policy::new(&[], None, None);
        let words = ["COV=off", "cov-03=警告", "F5-*=info"].map(str::to_owned);
        assert!(set_levels(&words, &mut policy, Lang::En).expect("all are known"));
        assert_eq!(policy.setting("COV-01"), Some(Setting::Off));
        assert_eq!(policy.setting("COV-03"), Some(Setting::Level(Level::Warning)));
        assert_eq!(policy.setting("F5-02"), Some(Setting::Level(Level::Info)));
        assert!(!set_levels(&[], &mut policy, Lang::En).expect("nothing is wrong"));
        for wrong in ["COV-03", "COV-03=warn", "COV-33=off", "=off"] {
            assert!(set_levels(&[wrong.to_owned()], &mut policy, Lang::En).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_an_id_puts_a_rule_in_force() {
        let mut policy = Policy::new(&["no-preset".to_owned()], None, None);
        set_levels(&["COV-*=error".to_owned()], &mut policy, Lang::En).expect("known");
        assert_eq!(policy.setting("COV-03"), None);
        set_levels(&["COV-03=error".to_owned()], &mut policy, Lang::En).expect("known");
        assert!(policy.setting("COV-03").is_some());
    }
}
