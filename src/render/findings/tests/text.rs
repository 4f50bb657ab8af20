use crate::render::paper::width;

use super::*;

/// The excerpt of one finding at `span` of `text`.
fn excerpt(text: &str, start: usize, end: usize, width: Option<u16>) -> String {
    let path = "x.toml";
    let all = [at(path, text, Span::new(start as u32, end as u32))];
    let source = |_: &str| Some(Arc::from(text));
    let report = Report { sources: &source, width, ..report(&all, Lang::Zh) };
    let shown = show(Format::Text, &report);
    shown.split("\n\n").next().unwrap_or("").to_owned()
}

#[test]
fn text_in_chinese() {
    let all = findings();
    let (unread, not_judged) = gaps();
    let report = Report { unread: &unread, not_judged: &not_judged, sealed: 2, ..report(&all, Lang::Zh) };
    insta::assert_snapshot!(show(Format::Text, &report), @r#"
    错误[COV-03] 李国强只有客户经理周岚一人联系，已超过 50 %
     --> customers/starbridge/key-people.toml:4:1
      |
    4 | ours = ["zhou-lan"]   # 独占
      | ^^^^^^^^^^^^^^^^^^^
      = 例如：
      + status = "positive"
      = 处理：再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min
      = 依据：000_492afcb71e7a325f.txt 附表4 填表目的

    警告[F7B-04] 获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数
     --> customers/yunling/plans/2026.toml:4:9
      |
    4 | "获取率" =    0.6  # 待核
      |               ^^^
      = 建议改为：
      + "获取率" =    60  # 待核
      = 处理：改为 60，或写成 "0.6%"
      = 依据：000_492afcb71e7a325f.txt 附表7 收益计划 填表说明

    提示[ARC-05] 下一次联系的日期用了全角字符
     --> customers/yunling/plans/2026.toml:5:8
      |
    5 | next = "２０２６－０７－１５"
      |        ^^^^^^^^^^^^^^^^^^^^^^
      = 改为：
      + next = 2026-07-15
      = 依据：000_492afcb71e7a325f.txt 第十二条 3；format.md §1

    错误[FRM-03] 没有上级
     --> staff.toml:1:1
      = 依据：format.md §1

    共 4 处：错误 2，警告 1，提示 1。其中 1 处照上面的改法即可。
    读取 42 份文件，3 个客户；截至 2026-07-08。
    按规则：ARC-05 1，COV-03 1，F7B-04 1，FRM-03 1
    未计入（1 份文件未能读取）：
      customers/jiangbei/customer.toml：编码像 GB18030，不是 UTF-8
    未判断的规则：
      customer.toml 未能读取（jiangbei）：F1-02
      无历史（c00、c01、c02、c03、c04、c05、c06、c07、c08、c09 等 13 个客户）：F3-10
      没有提交登记：STA-01
    加密的个人情况资料 2 份未打开，内容未检查。
    "#);
}

#[test]
fn text_in_english_on_a_narrow_terminal() {
    let all = findings();
    let (unread, not_judged) = gaps();
    let report = Report { unread: &unread, not_judged: &not_judged, sealed: 1, width: Some(44), ..report(&all, Lang::En) };
    let shown = show(Format::Text, &report);
    for line in shown.lines().filter(|line| !line.contains("-->")) {
        assert!(width(line) <= 44, "{line}");
    }
    insta::assert_snapshot!(shown, @r#"
    error[COV-03] 李国强只有客户经理周岚一人联
    系，已超过 50 %
     --> customers/starbridge/key-people.toml:4:1
      |
    4 | ours = ["zhou-lan"]   # 独占
      | ^^^^^^^^^^^^^^^^^^^
      = for example:
      + status = "positive"
      = help: 再安排一位同事：kehu set
        starbridge/li-guoqiang
        ours=zhou-lan,wu-min
      = source: 000_492afcb71e7a325f.txt 附表4
        填表目的

    warning[F7B-04] 获取率 0.6 小于 1，疑为小
    数，应写 0–100 的百分数
     --> customers/yunling/plans/2026.toml:4:9
      |
    4 | "获取率" =    0.6  # 待核
      |               ^^^
      = suggestion:
      + "获取率" =    60  # 待核
      = help: 改为 60，或写成 "0.6%"
      = source: 000_492afcb71e7a325f.txt 附表7
        收益计划 填表说明

    info[ARC-05] 下一次联系的日期用了全角字符
     --> customers/yunling/plans/2026.toml:5:8
      |
    5 | next = "２０２６－０７－１５"
      |        ^^^^^^^^^^^^^^^^^^^^^^
      = change to:
      + next = 2026-07-15
      = source: 000_492afcb71e7a325f.txt 第十二
        条 3; format.md §1

    error[FRM-03] 没有上级
     --> staff.toml:1:1
      = source: format.md §1

    4 findings: 2 errors, 1 warning, 1 info. 1
      of them can be changed just as shown.
    Read 42 files of 3 customers, as of
      2026-07-08.
    By rule: ARC-05 1, COV-03 1, F7B-04 1,
      FRM-03 1
    Left out (1 file could not be read):
      customers/jiangbei/customer.toml: 编码像
        GB18030，不是 UTF-8
    Rules not judged:
      customer.toml 未能读取 (jiangbei): F1-02
      无历史 (c00, c01, c02, c03, c04, c05,
        c06, c07, c08, c09 and 3 more): F3-10
      没有提交登记: STA-01
    1 encrypted sheet was not opened, and not
      checked.
    "#);
}

#[test]
fn the_mark_stands_under_the_place() {
    let full_width = "电话 = \"１３８　ＡＢ\"\n";
    insta::assert_snapshot!(excerpt(full_width, full_width.find('Ａ').expect("there"), full_width.rfind('"').expect("there"), None), @r#"
    错误[FRM-03] 这里不对
     --> x.toml:1:11
      |
    1 | 电话 = "１３８　ＡＢ"
      |                 ^^^^
      = 依据：format.md §1
    "#);
    let tabs = "\t名称\t=\t\"a\"\r\nb = 1\r\n";
    insta::assert_snapshot!(excerpt(tabs, tabs.find('"').expect("there"), tabs.find('\r').expect("there"), None), @r#"
    错误[FRM-03] 这里不对
     --> x.toml:1:7
      |
    1 |     名称    =    "a"
      |                  ^^^
      = 依据：format.md §1
    "#);
    let block = "text: |\n  第一行\n  第二行\n";
    insta::assert_snapshot!(excerpt(block, 6, block.len(), None), @r"
    错误[FRM-03] 这里不对
     --> x.toml:1:7
      |
    1 | text: |
      |       ^
      = 依据：format.md §1
    ");
}

#[test]
fn empty_spans_and_the_end_of_the_file() {
    insta::assert_snapshot!(excerpt("名称 = \n", 9, 9, None), @r"
    错误[FRM-03] 这里不对
     --> x.toml:1:6
      |
    1 | 名称 = 
      |        ^
      = 依据：format.md §1
    ");
    insta::assert_snapshot!(excerpt("a = 1\n", 6, 6, None), @r"
    错误[FRM-03] 这里不对
     --> x.toml:2:1
      |
    2 |
      | ^
      = 依据：format.md §1
    ");
    insta::assert_snapshot!(excerpt("a = 1", 5, 5, None), @r"
    错误[FRM-03] 这里不对
     --> x.toml:1:6
      |
    1 | a = 1
      |      ^
      = 依据：format.md §1
    ");
    insta::assert_snapshot!(excerpt("", 0, 0, None), @r"
    错误[FRM-03] 这里不对
     --> x.toml:1:1
      |
    1 |
      | ^
      = 依据：format.md §1
    ");
}

#[test]
fn a_span_outside_the_text_has_no_excerpt() {
    let all = [Finding { span: Span::new(7, 90), ..at(PLAN, PLAN_TEXT, Span::default()) }];
    let source = |_: &str| Some(Arc::from("短"));
    let report = Report { sources: &source, ..report(&all, Lang::Zh) };
    assert!(show(Format::Text, &report).starts_with("错误[FRM-03] 这里不对\n --> customers/yunling/plans/2026.toml:1:1\n"));
}

#[test]
fn very_long_lines_are_cut() {
    let text = format!("x = \"{}这里{}\"\n", "云岭移动通信，".repeat(300), "abc ".repeat(500));
    let here = text.find("这里").expect("there");
    insta::assert_snapshot!(excerpt(&text, here, here + 6, Some(60)), @r"
    错误[FRM-03] 这里不对
     --> x.toml:1:2106
      |
    1 | …，云岭移动通信，这里abc abc abc abc abc abc abc abc a…
      |                  ^^^^
      = 依据：format.md §1
    ");
    insta::assert_snapshot!(excerpt(&text, 4, text.len() - 1, Some(60)), @r#"
    错误[FRM-03] 这里不对
     --> x.toml:1:5
      |
    1 | x = "云岭移动通信，云岭移动通信，云岭移动通信，云岭移…
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = 依据：format.md §1
    "#);
}

#[test]
fn nothing_acts_on_the_terminal() {
    let text = "a = \"\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\"\n";
    let mut finding = at("evil\u{1b}[2J.toml", text, Span::new(4, 8));
    finding.message = "值 \u{1b}[31m\n第二行".to_owned();
    let all = [finding];
    let source = |_: &str| Some(Arc::from(text));
    let report = Report { sources: &source, ..report(&all, Lang::Zh) };
    for format in [Format::Text, Format::Concise, Format::Markdown] {
        let shown = show(format, &report);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{shown:?}");
    }
    assert_eq!(show(Format::Concise, &report).lines().count(), 1);
}

#[test]
fn colours_only_when_asked() {
    let all = findings();
    let plain = show(Format::Text, &report(&all, Lang::Zh));
    let colored = show(Format::Text, &Report { color: true, ..report(&all, Lang::Zh) });
    assert!(!plain.contains('\u{1b}') && colored.contains("\u{1b}[1m"));
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').map_or("", |(_, tail)| tail);
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

proptest::proptest! {
    #[test]
    fn any_span_of_any_text(text in "[a-z云\\t\\r\\n\u{1b}\u{200d}１]{0,60}", a in 0u32..200, b in 0u32..200, room in 1u16..100, edit in "[a云\\n]{0,5}") {
        let mut finding = at(PLAN, "", Span::default());
        finding.span = Span::new(a, b);
        finding.fix = fix(Span::new(a.min(b), b.max(a)), &edit, Safety::Safe);
        let all = [finding];
        let source = |_: &str| Some(Arc::from(text.as_str()));
        let report = Report { sources: &source, width: Some(room), ..report(&all, Lang::Zh) };
        let shown = show(Format::Text, &report);
        proptest::prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
