use super::*;

#[test]
fn nothing_found() {
    insta::assert_snapshot!(show(Format::Text, &report(&[], Lang::Zh)), @r#"
    没有发现问题。
    读取 42 份文件，3 个客户；截至 2026-07-08。
    "#);
    let check = Report { as_of: None, files: 1, customers: &three()[..1], ..report(&[], Lang::En) };
    insta::assert_snapshot!(show(Format::Text, &check), @r#"
    Nothing found: all is well.
    Read 1 file of 1 customer.
    "#);
    insta::assert_snapshot!(show(Format::Json, &check), @r#"
    {"version":1,"as_of":null,"findings":[],
     "unread":[],"sealed":0,"not_judged":[],
     "summary":{"error":0,"warning":0,"info":0,"files":1,"customers":1,"rules":{}}}
    "#);
    insta::assert_snapshot!(show(Format::Markdown, &check), @r#"
    ## Customer archive check

    **Nothing found: all is well.**

    Read 1 file of 1 customer.
    "#);
    insta::assert_snapshot!(show(Format::Concise, &check), @"");
    insta::assert_snapshot!(show(Format::Csv, &check), @"rule,level,customer,path,line,column,message");
    let (unread, _) = gaps();
    insta::assert_snapshot!(show(Format::Text, &Report { unread: &unread, ..report(&[], Lang::Zh) }), @r#"
    已检查的部分没有发现问题。
    读取 42 份文件，3 个客户；截至 2026-07-08。
    未计入（1 份文件未能读取）：
      customers/jiangbei/customer.toml：编码像 GB18030，不是 UTF-8
    "#);
}

#[test]
fn machine_formats() {
    let all = findings();
    let (unread, not_judged) = gaps();
    let report = Report { unread: &unread, not_judged: &not_judged[13..], sealed: 2, ..report(&all, Lang::Zh) };
    insta::assert_snapshot!(show(Format::Concise, &report), @r#"
    customers/starbridge/key-people.toml:4:1: error[COV-03] 李国强只有客户经理周岚一人联系，已超过 50 %
    customers/yunling/plans/2026.toml:4:9: warning[F7B-04] 获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数
    customers/yunling/plans/2026.toml:5:8: info[ARC-05] 下一次联系的日期用了全角字符
    staff.toml:1:1: error[FRM-03] 没有上级
    "#);
    insta::assert_snapshot!(show(Format::Csv, &report), @r#"
    rule,level,customer,path,line,column,message
    COV-03,error,starbridge,customers/starbridge/key-people.toml,4,1,李国强只有客户经理周岚一人联系，已超过 50 %
    F7B-04,warning,yunling,customers/yunling/plans/2026.toml,4,9,获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数
    ARC-05,info,yunling,customers/yunling/plans/2026.toml,5,8,下一次联系的日期用了全角字符
    FRM-03,error,,staff.toml,1,1,没有上级
    "#);
    insta::assert_snapshot!(show(Format::Json, &report), @r#"
    {"version":1,"as_of":"2026-07-08","findings":[
      {"rule":"COV-03","level":"error","customer":"starbridge","path":"customers/starbridge/key-people.toml","line":4,"column":1,"end_line":4,"end_column":20,"field":"ours","fingerprint":"6f05846c723c41f9","message":"李国强只有客户经理周岚一人联系，已超过 50 %","help":"再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min","source":"000_492afcb71e7a325f.txt 附表4 填表目的"},
      {"rule":"F7B-04","level":"warning","customer":"yunling","path":"customers/yunling/plans/2026.toml","line":4,"column":9,"end_line":4,"end_column":12,"field":"","fingerprint":"e837adf6c8a508dc","message":"获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数","help":"改为 60，或写成 \"0.6%\"","source":"000_492afcb71e7a325f.txt 附表7 收益计划 填表说明"},
      {"rule":"ARC-05","level":"info","customer":"yunling","path":"customers/yunling/plans/2026.toml","line":5,"column":8,"end_line":5,"end_column":20,"field":"","fingerprint":"91b06c4507ba2cda","message":"下一次联系的日期用了全角字符","help":"","source":"000_492afcb71e7a325f.txt 第十二条 3; format.md §1"},
      {"rule":"FRM-03","level":"error","customer":null,"path":"staff.toml","line":1,"column":1,"end_line":1,"end_column":1,"field":"","fingerprint":"4e39997eb20a0a6d","message":"没有上级","help":"","source":"format.md §1"}],
     "unread":[
      {"path":"customers/jiangbei/customer.toml","reason":"编码像 GB18030，不是 UTF-8"}],"sealed":2,"not_judged":[
      {"rule":"F1-02","customer":"jiangbei","because":"customer.toml 未能读取"},
      {"rule":"STA-01","customer":null,"because":"没有提交登记"}],
     "summary":{"error":2,"warning":1,"info":1,"files":42,"customers":3,"rules":{"ARC-05":1,"COV-03":1,"F7B-04":1,"FRM-03":1}}}
    "#);
    let json: serde_json::Value = serde_json::from_slice(&render(Format::Json, &report)).expect("JSON");
    assert_eq!(json["findings"][1]["column"], 9);
    assert_eq!(json["summary"]["rules"]["COV-03"], 1);
}

#[test]
fn markdown_for_a_pull_request() {
    let mut all = findings();
    all[0].message.push_str(" | <b>*x*</b>");
    let (unread, not_judged) = gaps();
    let report = Report { unread: &unread, not_judged: &not_judged, sealed: 2, ..report(&all, Lang::Zh) };
    insta::assert_snapshot!(show(Format::Markdown, &report), @r#"
    ## 客户档案检查

    **共 4 处：错误 2，警告 1，提示 1。**

    读取 42 份文件，3 个客户；截至 2026-07-08。
    按规则：ARC-05 1，COV-03 1，F7B-04 1，FRM-03 1

    未计入（1 份文件未能读取）：

    - customers/jiangbei/customer.toml：编码像 GB18030，不是 UTF-8

    未判断的规则：

    - customer.toml 未能读取（jiangbei）：F1-02
    - 无历史（c00、c01、c02、c03、c04、c05、c06、c07、c08、c09 等 13 个客户）：F3-10
    - 没有提交登记：STA-01

    加密的个人情况资料 2 份未打开，内容未检查。

    | 客户经理 | 客户 | 错误 | 警告 | 提示 |
    | --- | ---: | ---: | ---: | ---: |
    | 陈立 | 1 | 1 | 0 | 0 |
    | 未写明 | 1 | 0 | 1 | 1 |
    | 公司与登记 |  | 1 | 0 | 0 |

    ### 星桥\<设备\>（starbridge），客户经理 陈立：1 处

    | 级别 | 规则 | 位置 | 问题 | 处理 |
    | --- | --- | --- | --- | --- |
    | 错误 | COV-03 | `customers/starbridge/key-people.toml:4` | 李国强只有客户经理周岚一人联系，已超过 50 % \| \<b\>\*x\*\</b\> | 再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min |

    ### 云岭移动（yunling），客户经理 未写明：2 处

    | 级别 | 规则 | 位置 | 问题 | 处理 |
    | --- | --- | --- | --- | --- |
    | 警告 | F7B-04 | `customers/yunling/plans/2026.toml:4` | 获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数 | 改为 60，或写成 "0.6%" |
    | 提示 | ARC-05 | `customers/yunling/plans/2026.toml:5` | 下一次联系的日期用了全角字符 |  |

    ### 公司与登记：1 处

    | 级别 | 规则 | 位置 | 问题 | 处理 |
    | --- | --- | --- | --- | --- |
    | 错误 | FRM-03 | `staff.toml:1` | 没有上级 |  |
    "#);
}

#[test]
fn a_long_comment_is_cut() {
    let all: Vec<Finding> =
        (0..2000).map(|n| Finding { customer: Some(format!("c{}", n / 10).into()), ..at(PLAN, PLAN_TEXT, Span::default()) }).collect();
    let shown = show(Format::Markdown, &report(&all, Lang::Zh));
    assert!(shown.chars().count() < 61_000);
    assert_eq!(shown.matches("<details>").count(), shown.matches("\n</details>\n").count());
    let listed = shown.matches("| 错误 | FRM-03 |").count();
    assert!(shown.ends_with(&format!("另有 {} 处未列出，见完整报告。\n", 2000 - listed)), "{listed}");
}

#[test]
fn fingerprints_outlive_edits() {
    let mut all = findings();
    all.push(all[0].clone());
    let before = fingerprints(&all);
    for finding in &mut all {
        finding.start.line += 7;
        finding.span = Span::default();
        finding.path = finding.path.replace(".toml", ".yaml").into();
        finding.message = finding.message.replace("50", "51");
    }
    assert_eq!(fingerprints(&all), before);
    let mut distinct = before.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), before.len());
    assert_eq!(before[0], fingerprints(&all[..1])[0]);
}

#[test]
fn names_of_formats() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
    }
    assert_eq!(table(&findings()).rows.len(), 4);
}
