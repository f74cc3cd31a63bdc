using CoreTop.Cli;

namespace CoreTop.Tests.Cli;

public sealed class CliErrorsTests
{
    [Theory]
    [InlineData("snapshto", "no command \"snapshto\"", "snapshot, topology")]
    [InlineData("--frobnicate", "no option --frobnicate", "\"coretop\"")]
    [InlineData("snapshot --frobnicate", "no option --frobnicate", "\"coretop snapshot\"")]
    [InlineData("topology -u root", "no option -u", "\"coretop topology\"")]
    [InlineData("job --within 0 1", "no option --within", "\"coretop job\"")]
    [InlineData("job --groups", "no option --groups", "\"coretop job\"")]
    [InlineData("pin 7 --groups", "no option --groups", "\"coretop pin\"")]
    [InlineData("release --within=0 7", "no option --within", "\"coretop release\"")]
    [InlineData("release --jsn 7", "no option --jsn", "Did you mean \"--json\"?")]
    [InlineData("capture --all", "no option --all", "\"coretop capture\"")]
    [InlineData("-d 3 snapshot", "--delay has no meaning", "\"coretop snapshot\"")]
    [InlineData("topology everything", "does not take \"everything\"", "coretop topology")]
    [InlineData("[suggest]", "no command \"[suggest]\"", "topology")]
    [InlineData("@words", "no command \"@words\"", "topology")]
    public void A_word_that_is_not_known_is_named_with_what_there_is(string words, string what, string where)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.BadUsage, host.Run(words));
        Assert.Contains(what, host.Errors, StringComparison.Ordinal);
        Assert.Contains(where, host.Errors, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }

    [Theory]
    [InlineData("snapshot --interval 0", "--interval takes seconds from 0.05 to 3600")]
    [InlineData("snapshot --interval -1", "not \"-1\"")]
    [InlineData("snapshot --interval soon", "not \"soon\"")]
    [InlineData("snapshot --interval 1e99", "not \"1e99\"")]
    [InlineData("snapshot --interval 99999999999999999999", "not \"99999999999999999999\"")]
    [InlineData("snapshot --interval NaN", "not \"NaN\"")]
    [InlineData("snapshot --interval 1,5", "not \"1,5\"")]
    [InlineData("snapshot --interval", "--interval needs a value: --interval SECONDS.")]
    [InlineData("snapshot --interval 1 --interval 0", "not \"0\"")]
    [InlineData("pin 7", "\"coretop pin\" needs --cpus CPUS.")]
    [InlineData("pin --cpus 1", "\"coretop pin\" needs PID: ")]
    [InlineData("release", "\"coretop release\" needs PID: ")]
    [InlineData("capture", "\"coretop capture\" needs FILE: ")]
    [InlineData("-d 0", "--delay takes seconds from 0.1 to 3600")]
    [InlineData("pin 0 --cpus 1", "\"0\" is not a PID")]
    [InlineData("job -7", "\"-7\" is not a PID")]
    [InlineData("job -- --within", "\"--within\" is not a PID")]
    [InlineData("-p -7", "\"-7\" is not a PID")]
    [InlineData("-p 12,x", "\"x\" is not a PID")]
    [InlineData("-p 99999999999", "\"99999999999\" is not a PID")]
    [InlineData("-s colour", "one of PID USER PR")]
    public void A_value_that_cannot_be_is_named_with_what_can(string words, string sentence)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.BadUsage, host.Run(words));
        Assert.Contains(sentence, host.Errors, StringComparison.Ordinal);
        Assert.Contains("--help", host.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--batch=yes", "--batch takes no value: leave \"=yes\" out.")]
    [InlineData("-b=1 -n1", "-b takes no value: leave \"=1\" out.")]
    [InlineData("snapshot --threads-show=no", "--threads-show takes no value")]
    [InlineData("-- help", "help is not read as a command after --: leave the -- out.")]
    [InlineData("-b -- snapshot --json", "snapshot is not read as a command after --: leave the -- out.")]
    [InlineData("-- hlep", "there is no command \"hlep\". Did you mean \"help\"?")]
    [InlineData("-- -b", "-b is not read as an option after --: put it before that.")]
    [InlineData("-", "there is no option - for \"coretop\".")]
    [InlineData("-=", "there is no option -= for \"coretop\".")]
    [InlineData("---", "there is no option --- for \"coretop\".")]
    [InlineData("help --jsno", "there is no option --jsno for \"coretop help\".")]
    [InlineData("help -b -n", "there is no option -n for \"coretop help\".")]
    [InlineData("help x y", "\"coretop help\" does not take \"y\".")]
    [InlineData("--columns", "--columns needs a value: --columns COLUMN.")]
    [InlineData("-bn1 -u !", "--user is empty behind the !: give a user's name or number.")]
    [InlineData("-bn-1", "--iterations takes a whole number from 1, not \"-1\".")]
    [InlineData("-bn1 -w -5", "--width takes a whole number from 3 to 512, not \"-5\".")]
    [InlineData("-bn1 -d +1", "not \"+1\"")]
    [InlineData("-bn1 -p 1,,2", "\"\" is not a PID")]
    [InlineData("pin -5 --cpus 0", "\"-5\" is not a PID")]
    public void A_strange_line_is_a_sentence(string words, string sentence)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.BadUsage, host.Run(words));
        Assert.Contains(sentence, host.Errors, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }

    [Theory]
    [InlineData("help -b", "coretop:\n  -b, --batch  ")]
    [InlineData("help --batch", "coretop:\n  -b, --batch  ")]
    [InlineData("help --batch-mode", "coretop:\n  -b, --batch  ")]
    [InlineData("help -- -b", "coretop:\n  -b, --batch  ")]
    [InlineData("help -d", "coretop:\n  -d, --delay SECONDS  ")]
    [InlineData("help --interval", "coretop snapshot, coretop diagnose, coretop metrics, coretop rebalance, coretop pin, coretop\ncapture:\n      --interval SECONDS  ")]
    [InlineData("help --csv", "\n\ncoretop snapshot:\n      --csv  ")]
    public void Help_of_an_option_is_its_entry_with_the_commands_that_take_it(string words, string entry)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.Done, host.Run(words));
        Assert.Contains(entry, host.Output, StringComparison.Ordinal);
        Assert.InRange(host.Output.Split('\n').Length, 3, 12);
        Assert.Empty(host.Errors);
    }

    [Theory]
    [InlineData("snapshto", "there is no command \"snapshto\". Did you mean \"snapshot\"?")]
    [InlineData("hlep", "Did you mean \"help\"?")]
    [InlineData("help delay", "there is no command \"delay\". Did you mean the option -d, --delay? \"coretop help --delay\" says what it does.")]
    [InlineData("delay", "Did you mean the option -d, --delay?")]
    [InlineData("help d", "Did you mean the option -d, --delay?")]
    [InlineData("help colums", "Did you mean the option --columns?")]
    [InlineData("help rebalence", "there is no command \"rebalence\". Did you mean \"rebalance\"?")]
    [InlineData("--colums pid", "there is no option --colums for \"coretop\". Did you mean \"--columns\"?")]
    [InlineData("--iter=3", "there is no option --iter for \"coretop\". Did you mean \"--iterations\"?")]
    [InlineData("snapshot --jsno", "there is no option --jsno for \"coretop snapshot\". Did you mean \"--json\"?")]
    [InlineData("-s affinty", "--sort takes a column, not \"affinty\". Did you mean \"AFFINITY\"?")]
    [InlineData("-b --columns pid,comand", "--columns takes columns, not \"comand\". Did you mean \"COMMAND\"?")]
    [InlineData("--columns residentBites", "Did you mean \"residentBytes\"?")]
    [InlineData("-o -%CPUU", "not \"%CPUU\".")]
    [InlineData("--theme defualt", "Did you mean \"default\"?")]
    [InlineData("rebalance --strategy wident", "Did you mean \"widen\"?")]
    [InlineData("pin 7 --cpus 1 --scope treee", "Did you mean \"tree\"?")]
    public void A_misspelt_word_is_answered_with_the_one_that_was_meant(string words, string sentence)
    {
        var host = new TestHost();

        Assert.Equal(ExitCode.BadUsage, host.Run(words));
        Assert.Contains(sentence, host.Errors, StringComparison.Ordinal);
        Assert.Empty(host.Output);
    }

    [Theory]
    [InlineData("--sort", 1_000_000)]
    [InlineData("--columns", 1_000_000)]
    [InlineData("-p", 1_000_000)]
    [InlineData("--delay", 1_000_000)]
    [InlineData("--theme", 1_000_000)]
    [InlineData("--filter", 100_000, '(')]
    [InlineData(null, 1_000_000)]
    public void A_huge_word_makes_no_huge_sentence(string? option, int length, char letter = 'x')
    {
        var host = new TestHost();
        string word = new(letter, length);

        Assert.Equal(ExitCode.BadUsage, CliProgram.Run(option is null ? [word] : [option, word], host.Host));
        Assert.InRange(host.Errors.Length, 20, 2_000);
    }

    [Theory]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\nb")]
    [InlineData("\u202Eevil")]
    [InlineData("zażółć")]
    [InlineData("\uD800")]
    public void A_word_of_strange_characters_is_one_safe_line(string word)
    {
        foreach (string[] words in new string[][] { [word], [$"--{word}"], ["-s", word], ["--columns", word], ["help", word], ["-p", word] })
        {
            var host = new TestHost();

            Assert.Equal(ExitCode.BadUsage, CliProgram.Run(words, host.Host));
            Assert.Equal(2, host.Errors.TrimEnd('\n').Split('\n').Length);
            Assert.DoesNotContain('\u001b', host.Errors);
            Assert.DoesNotContain('\u202E', host.Errors);
        }
    }
}
