"""What is printed, and the JSON copy of it."""
import json
import platform
import os
from dataclasses import asdict

from .race import YARDSTICKS


def row(cells, widths):
    text = [str(cell).ljust(width) if number == 0 else str(cell).rjust(width) for number, (cell, width) in
            enumerate(zip(cells, widths))]
    return "  ".join(text).rstrip()


def table(rows):
    """Lines with columns as wide as their widest cell; the first row is the heading."""
    widths = [max(len(str(line[column])) for line in rows) for column in range(len(rows[0]))]
    return "\n".join(row(line, widths) for line in rows)


def ratio(ratios, name):
    return f"{ratios[name]:.2f}" if name in ratios else "-"


def scenario_text(scenario):
    """The table of one scenario, and who was skipped or failed."""
    heading = ["", "verified", "encrypted", "median s", "min", "max", "MB/s"]
    heading += [f"/{name}" for name in YARDSTICKS] + ["process s"] + [f"process/{name}" for name in YARDSTICKS[:2]]
    heading += ["peak MiB"]
    rows = [heading]
    for result in sorted((result for result in scenario.results if usable(result)), key=lambda result: result.median):
        line = [result.name, result.verified, result.encrypted, f"{result.median:.3f}"]
        line += [f"{min(result.seconds):.3f}", f"{max(result.seconds):.3f}"]
        line += [f"{scenario.load.size / result.median / 1e6:.0f}"]
        line += [ratio(result.ratios, name) for name in YARDSTICKS]
        line += [f"{result.process_median:.3f}" if result.process_seconds else "-"]
        line += [ratio(result.process_ratios, name) for name in YARDSTICKS[:2]]
        line += [" + ".join(f"{size / 2**20:.0f}" for size in result.memory.values()) or "-"]
        rows.append(line)
    lines = [f"{scenario.title}", table(rows)] if len(rows) > 1 else [scenario.title, "nobody could run this"]
    lines += [f"SKIPPED {name}: {reason}" for name, reason in scenario.skipped.items()]
    lines += [f"FAILED {result.name}: {result.failed}" for result in scenario.results if result.failed]
    return "\n".join(lines)


def usable(result):
    return bool(result.seconds) and not result.failed


def figures_text(figures):
    """The figures that only ours has."""
    lines = ["Ours alone"]
    rows = [["", "reached", "wanted", ""]]
    rows += [[f.title, f.shown, f.target, "ok" if f.ok else "MISSED"] for f in figures if not f.reason]
    if len(rows) > 1:
        lines.append(table(rows))
    lines += [f"SKIPPED {f.title}: {f.reason}" for f in figures if f.reason]
    return "\n".join(lines)


def machine():
    """Where this was measured."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as cpus:
        models = [line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")]
    return {"system": f"{platform.system()} {platform.machine()}", "cores": os.cpu_count(), "processor": models[0] if models else ""}


def gathered(options, scenarios, figures):
    """Everything that was measured, as it is written to JSON."""
    whole = {"machine": machine(), "options": options, "scenarios": [], "figures": [asdict(f) for f in figures]}
    for scenario in scenarios:
        results = []
        for result in scenario.results:
            fields = asdict(result)
            if usable(result):
                fields["median"] = result.median
                fields["process_median"] = result.process_median
                fields["mb_per_s"] = scenario.load.size / result.median / 1e6
            results.append(fields)
        whole["scenarios"].append(
            {
                "name": scenario.name,
                "title": scenario.title,
                "bytes": scenario.load.size,
                "files": len(scenario.load.names),
                "cold": scenario.cold,
                "results": results,
                "skipped": scenario.skipped,
            }
        )
    return whole


def write_json(path, whole):
    """Writes everything that was measured."""
    with open(path, "w", encoding="utf-8") as out:
        json.dump(whole, out, indent=2)
        out.write("\n")


def write_markdown(path, whole):
    """Writes the tables as the README shows them."""
    lines = []
    for scenario in whole["scenarios"]:
        done = sorted((r for r in scenario["results"] if "median" in r), key=lambda r: r["median"])
        if not done:
            continue
        lines += [f"**{scenario['title']}**", ""]
        lines.append("| | encrypted | seconds (median, from – to) | MB/s | " +
                     " | ".join(f"× {name}" for name in YARDSTICKS) + " |")
        lines.append("| --- | --- | --- | --- | " + " | ".join("---" for _ in YARDSTICKS) + " |")
        for r in done:
            name = f"**{r['name']}**" if r["name"].startswith("ours") else r["name"]
            span = f"{r['median']:.2f} ({min(r['seconds']):.2f} – {max(r['seconds']):.2f})"
            ratios = " | ".join(ratio(r["ratios"], yardstick) for yardstick in YARDSTICKS)
            lines.append(f"| {name} | {r['encrypted']} | {span} | {r['mb_per_s']:.0f} | {ratios} |")
        lines.append("")
    if whole["figures"]:
        lines += ["| ours alone | reached | wanted |", "| --- | --- | --- |"]
        lines += [f"| {f['title']} | {f['shown'] or f['reason']} | {f['target']} |" for f in whole["figures"]]
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
