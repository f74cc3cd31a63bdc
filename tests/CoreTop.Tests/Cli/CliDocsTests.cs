using System.Text;
using CoreTop.Cli;

namespace CoreTop.Tests.Cli;

public sealed class CliDocsTests
{
    [Fact]
    public void The_page_of_commands_is_what_the_program_says()
    {
        var page = new StringBuilder(
            "# Command line\n\nMade from the table in src/CoreTop/Cli/CliCommands.cs; the JSON documents are told in [json.md](json.md).\n"
            + "[coretop.bash](coretop.bash) completes commands and options in bash.\n");
        foreach (CliCommand command in CliCommands.All)
        {
            page.Append($"\n## {command.Invocation}\n\n```text\n{CliHelp.Of(command)}```\n");
        }

        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "cli.md"), page.ToString());
    }

    [Fact]
    public void The_script_that_completes_words_knows_what_the_program_knows() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "coretop.bash"), BashCompletion.Script());
}
