using System.Diagnostics;
using System.Text;
using CoreTop.Cli;

namespace CoreTop.Tests.Docs;

public sealed class CliDocsTests
{
    [Fact]
    public void The_page_of_commands_is_what_the_program_says()
    {
        var page = new StringBuilder(
            "# Command line\n\nMade from the table in src/CoreTop/Cli/CliCommands.cs; the JSON documents are described in [json.md](json.md).\n"
            + "[coretop.bash](coretop.bash) completes commands and options in bash.\n");
        foreach (CliCommand command in CliCommands.All)
        {
            page.Append($"\n## {command.Invocation}\n\n```text\n{CliHelp.Of(command, CliCommands.All)}```\n");
        }

        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "cli.md"), page.ToString());
    }

    [Fact]
    public void The_script_that_completes_words_knows_what_the_program_knows() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "coretop.bash"), BashCompletion.Script());

    [Fact]
    public void The_manual_page_is_what_the_tables_say() =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "coretop.1"), ManPage.Text());

    [Fact]
    public async Task The_manual_page_is_formatted_without_a_complaint()
    {
        const string Formatter = "/usr/bin/groff";
        Assert.SkipUnless(File.Exists(Formatter), "groff is not installed");
        var start = new ProcessStartInfo(Formatter, ["-man", "-ww", "-Tutf8", "-P-cbou", Path.Combine(ExpectedText.Repository, "docs", "coretop.1")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process groff = Process.Start(start)!;
        Task<string> errors = groff.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string page = await groff.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await groff.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(page.Length == 0 && groff.ExitCode != 0, "this groff has no manual pages' macros");

        Assert.Empty(await errors);
        Assert.Contains("AFFINITY", page, StringComparison.Ordinal);
    }
}
