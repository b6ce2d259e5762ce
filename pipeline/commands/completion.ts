// Owns `stocktake completion`: a script by which a shell completes commands and options. Made from the commands themselves, so that it cannot fall behind.
// Must not run a command.
import { Command } from "commander";
import { descriptionOf, type Listed } from "./descriptions.js";
import { CommandError, EXIT_CODES, type Io } from "./io.js";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** A command (its names from the first on, "report state") with its options and the commands under it. */
interface Entry {
  path: string;
  description: string;
  options: { flag: string; description: string }[];
  children: string[];
}

export function registerCompletion(program: Command, io: Io, commands: readonly Listed[]): void {
  program
    .command("completion")
    .description(descriptionOf("completion"))
    .argument("<shell>", SHELLS.join(", "))
    .addHelpText("after", `\nbash:  stocktake completion bash > ~/.local/share/bash-completion/completions/stocktake\nzsh:   stocktake completion zsh > a folder of $fpath/_stocktake\nfish:  stocktake completion fish > ~/.config/fish/completions/stocktake.fish\n\nExample:\n  stocktake completion bash > stocktake.bash && source stocktake.bash\n${EXIT_CODES}`)
    .action(async (shell: string) => {
      if (!(SHELLS as readonly string[]).includes(shell)) throw new CommandError(`Unknown shell '${shell}'. Known: ${SHELLS.join(", ")}.`, 2);
      io.out(script(shell as Shell, await entries(io, commands)));
    });
}

async function entries(io: Io, commands: readonly Listed[]): Promise<Entry[]> {
  const all = new Command("stocktake");
  const registered = new Set<string>();
  for (const { name, register } of commands) {
    if (name === "completion" || registered.has(name) || all.commands.some((one) => one.name() === name)) continue;
    await register(all, io, () => undefined);
    registered.add(name);
  }
  const read = (command: Command, path: string): Entry[] => [
    { path, description: first(command.description()), options: command.options.map((option) => ({ flag: option.long ?? option.short ?? "", description: first(option.description) })), children: command.commands.map((one) => one.name()) },
    ...command.commands.flatMap((one) => read(one, path === "" ? one.name() : `${path} ${one.name()}`)),
  ];
  return read(all, "");
}

/** Its first clause, without what a shell would take for its own. */
const first = (text: string): string => (text.split(/[.;:(]/)[0] ?? "").replace(/["'`$\\[\]]/g, "").trim().slice(0, 70);

function script(shell: Shell, all: Entry[]): string {
  const words = (entry: Entry): string => [...entry.children, ...entry.options.map((option) => option.flag), "--help"].join(" ");
  if (shell === "fish") return fish(all);
  const cases = all.map((entry) => `    "${entry.path}") words="${words(entry)}" ;;`).join("\n");
  const body = `  local path="" word words
  for word in "\${before[@]}"; do
    case "$path|$word" in
${all.filter((entry) => entry.path !== "").map((entry) => `      "${parentOf(entry.path)}|${entry.path.split(" ").at(-1)}") path="${entry.path}" ;;`).join("\n")}
    esac
  done
  case "$path" in
${cases}
  esac`;
  if (shell === "bash") return `# bash completion of stocktake\n_stocktake() {\n  local current="\${COMP_WORDS[COMP_CWORD]}"\n  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")\n${body}\n  COMPREPLY=($(compgen -W "$words" -- "$current"))\n  [[ \${#COMPREPLY[@]} -eq 0 ]] && compopt -o default\n}\ncomplete -F _stocktake stocktake\n`;
  return `#compdef stocktake\n_stocktake() {\n  local before=("\${(@)words[2,CURRENT-1]}")\n${body.replace("local path=\"\" word words", "local path=\"\" word known").replaceAll("words=", "known=")}\n  compadd -- \${=known}\n  _files\n}\ncompdef _stocktake stocktake\n`;
}

const parentOf = (path: string): string => path.split(" ").slice(0, -1).join(" ");

function fish(all: Entry[]): string {
  const lines = ["# fish completion of stocktake"];
  for (const { path, description, options, children } of all) {
    const names = path.split(" ").filter((name) => name !== "");
    const seen = names.map((name) => `__fish_seen_subcommand_from ${name}`).join("; and ");
    const here = path === "" ? "__fish_use_subcommand" : `${seen}${children.length > 0 ? `; and not __fish_seen_subcommand_from ${children.join(" ")}` : ""}`;
    for (const child of children) lines.push(`complete -c stocktake -f -n "${here}" -a ${child} -d "${all.find((entry) => entry.path === [...names, child].join(" "))?.description ?? description}"`);
    for (const option of options) lines.push(`complete -c stocktake -n "${path === "" ? here : seen}" ${option.flag.startsWith("--") ? `-l ${option.flag.slice(2)}` : `-s ${option.flag.slice(1)}`} -d "${option.description}"`);
  }
  return `${lines.join("\n")}\n`;
}
