//! `kehu map`: every format on the example archive, who is meant, and what happens when a document cannot be read.

use std::fs;
use std::path::Path;

use crate::support::{Done, Kehu, copy_of};

const TELECOM: &str = "examples/telecom";

fn map(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("map --as-of 2026-07-08 {words}")).inside(folder).run()
}

#[test]
fn a_tree_for_the_terminal() {
    let copy = copy_of(TELECOM);
    insta::assert_snapshot!(map(copy.path(), "星桥").clean());
    let english = Kehu::line("map jiangbei-catv --as-of 2026-07-08").inside(copy.path()).lang("en").width(60).run().clean();
    insta::assert_snapshot!(english);
}

#[test]
fn every_format_by_name_and_by_ending() {
    let copy = copy_of(TELECOM);
    for (format, ending, begins, holds) in [
        ("svg", "svg", "<svg ", "李国强"),
        ("dot", "gv", "digraph ", "label=\"李国强（决策者）"),
        ("mermaid", "mmd", "flowchart LR\n", "p0[\"李国强（决策者）"),
        ("markdown", "md", "# 云岭移动 关键人物关系图\n", "| 云岭移动省公司 | 李国强 |"),
        ("text", "txt", "云岭移动 关键人物关系图，2026-07-08\n绿：", "● 李国强"),
    ] {
        let page = map(copy.path(), &format!("yunling-mobile --format {format}")).clean();
        assert!(page.starts_with(begins) && page.contains(holds) && page.ends_with('\n'), "{page}");
        let file = format!("map.{ending}");
        assert_eq!(map(copy.path(), &format!("yunling-mobile -o {file}")).clean(), "");
        assert_eq!(fs::read_to_string(copy.path().join(file)).expect("it was written"), page);
    }
    let words = map(copy.path(), "yunling-mobile --format csv").refused();
    assert!(words.contains("text, svg, dot, mermaid, markdown"), "{words}");
}

#[test]
fn the_same_day_gives_the_same_bytes_and_an_earlier_day_knows_less() {
    let copy = copy_of(TELECOM);
    let svg = || map(copy.path(), "云岭移动 --format svg").clean();
    assert_eq!(svg(), svg());
    let earlier = Kehu::line("map 云岭移动 --as-of 2026-06-20").inside(copy.path()).run().clean();
    assert!(
        earlier.contains("关系不明；我方：周岚（2 次，最近 05-15）"),
        "what was assessed on 24 June is not known on the 20th: {earlier}"
    );
}

#[test]
fn a_customer_without_key_people_says_what_to_do() {
    let copy = copy_of(TELECOM);
    let home = copy.path().join("customers/new-one");
    fs::create_dir(&home).expect("a new folder");
    fs::write(home.join("customer.toml"), "unit_name = \"新客户\"\n").expect("written");
    insta::assert_snapshot!(map(copy.path(), "new-one").clean());
    for format in ["svg", "dot", "mermaid", "markdown"] {
        let page = map(copy.path(), &format!("new-one --format {format}")).clean();
        assert!(page.contains("附表3 还没有关键人物"), "{page}");
    }
    let words = map(copy.path(), "nobody").refused();
    assert!(words.starts_with("错误：没有客户「nobody」"), "{words}");
}

#[test]
fn what_could_not_be_read_is_named_on_the_map() {
    let copy = copy_of(TELECOM);
    fs::write(copy.path().join("customers/starbridge/key-people.toml"), "[[people]]\nid = \"a\"\nname = \"甲\"\nrole = = 3\n")
        .expect("written");
    // Nobody else's, and none that the map does not need.
    fs::write(copy.path().join("customers/yunling-mobile/key-people.toml"), "= 3").expect("written");
    fs::write(copy.path().join("customers/starbridge/insight.toml"), "= 3").expect("written");
    let done = map(copy.path(), "starbridge");
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(done.stdout.contains("不明：附表3 没有读全，不作判断"), "{}", done.stdout);
    assert!(done.stdout.contains("未计入（文件未能读取）：customers/starbridge/key-people.toml\n"), "{}", done.stdout);
    assert_eq!(done.stderr.lines().filter(|line| line.starts_with("未计入：")).count(), 1, "{}", done.stderr);
    let svg = map(copy.path(), "starbridge --format svg");
    assert!(svg.status == Some(1) && svg.stdout.contains("customers/starbridge/key-people.toml"), "{svg:?}");
}

#[test]
fn a_command_names_the_archive_that_was_named() {
    let copy = copy_of(TELECOM);
    let page = Kehu::line("map starbridge --as-of 2026-07-08 -C telecom").inside(&nested(copy.path())).run().clean();
    assert!(page.ends_with("下一步：重新评估冯凯\n  kehu -C telecom assess starbridge feng-kai\n"), "{page}");
}

/// A folder from which the archive is `telecom`.
fn nested(archive: &Path) -> std::path::PathBuf {
    let parent = archive.join("outer");
    fs::create_dir_all(parent.join("telecom/customers")).expect("a folder");
    for name in ["kehu.toml", "staff.toml"] {
        fs::copy(archive.join(name), parent.join("telecom").join(name)).expect("copied");
    }
    fs::rename(archive.join("customers/starbridge"), parent.join("telecom/customers/starbridge")).expect("moved");
    parent
}

#[test]
fn an_empty_archive_says_how_to_begin() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("kehu.toml"), "[company]\nname = \"本公司\"\n").expect("written");
    let words = map(folder.path(), "云岭").refused();
    assert_eq!(words, "错误：没有客户「云岭」\n  档案里还没有客户：先用 `kehu add-customer 单位名称` 建档\n");
}
