//! The map as a Markdown page: the verdict, a drawing where Mermaid is drawn, and everything once more as a table where it is not.

use crate::analysis::map::Map;
use crate::render::table::{Cell, Column, Table, TableStyle};
use crate::render::tables::{self, TableFormat, escape_markdown as escape};
use crate::say;
use crate::words::{Lang, words};

use super::{mermaid, words as said};

/// The page.
pub(super) fn render(map: &Map, lang: Lang) -> String {
    let (light, why) = (map.verdict.light.label(lang), escape(&map.verdict.words(lang)));
    let verdict = say!(lang, "**{light}**：{why}", "**{light}**: {why}");
    let mut out = format!("# {}\n\n{verdict}\n", escape(&said::title(map, lang)));
    let facts = said::facts(map, lang);
    let facts = if map.people.is_empty() { map.day.to_string() } else { format!("{}{}{facts}", map.day, say!(lang, "，", ", ")) };
    out.push_str(&format!("\n{facts}\n"));
    if !map.people.is_empty() {
        out.push_str(&format!("\n```mermaid\n{}```\n\n", mermaid::render(map, lang)));
        out.push_str(&String::from_utf8_lossy(&tables::render(
            TableFormat::Markdown,
            &people(map, lang),
            &TableStyle { lang, ..TableStyle::default() },
        )));
    }
    let notes: Vec<String> = said::gaps(map, lang).iter().map(|gap| escape(gap)).collect();
    for note in notes {
        out.push_str(&format!("\n- {note}"));
    }
    if let Some((what, command)) = said::step(map, lang) {
        let command = command.map(|command| say!(lang, "：`{command}`", ": `{command}`")).unwrap_or_default();
        out.push_str(&format!("\n- {}{command}", escape(&what)));
    }
    if out.ends_with('\n') { out } else { format!("{out}\n") }
}

fn people(map: &Map, lang: Lang) -> Table {
    let mut table = Table::new(vec![
        Column::new("site", words("机构", "Site")),
        Column::new("name", words("姓名", "Name")),
        Column::new("title", words("职务", "Title")),
        Column::new("role", words("角色作用", "Role")),
        Column::new("status", words("关系状况", "Status")),
        Column::new("assessed", words("评估", "Assessed")),
        Column::new("reports_to", words("汇报对象", "Reports to")),
        Column::new("influences", words("影响对象", "Influences")),
        Column::new("ours", words("我方人员", "Our people")),
        Column::new("further", words("其他", "Further")),
    ]);
    for (at, person) in map.people.iter().enumerate() {
        let boss = person.boss.map(|boss| map.people[boss].name.clone()).unwrap_or_default();
        let cells = [
            said::site(&map.sites[person.site], lang),
            person.name.clone(),
            person.title.clone(),
            lang.join(said::roles(person, lang)),
            said::status(person.standing.status, lang).to_owned(),
            said::assessed(&person.standing, map.day, lang),
            boss,
            lang.join(map.influenced_by(at).map(|one| one.name.as_str())),
            said::known_to(map, at, lang),
            said::further(person, lang).join(words("；", "; ").get(lang)),
        ];
        table.rows.push(cells.into_iter().map(Cell::from).collect());
    }
    for at in (0..table.columns.len()).rev() {
        if table.cells(at).all(|cell| *cell == Cell::Empty) {
            table.columns.remove(at);
            table.rows.iter_mut().for_each(|row| {
                row.remove(at);
            });
        }
    }
    table
}
