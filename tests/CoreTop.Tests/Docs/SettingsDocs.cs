using System.Text;
using CoreTop.Meters;
using CoreTop.Settings;

namespace CoreTop.Tests.Docs;

/// <summary>The page docs/settings.md, made from the tables of settings, meters and themes.</summary>
internal static class SettingsDocs
{
    private const string Introduction = """
        # Settings

        Made from `src/CoreTop/Settings/SettingsTable.cs`, `src/CoreTop/Meters/HeaderMeters.cs` and
        `src/CoreTop/Settings/Themes.cs`; a test compares.

        The full screen and `-b`, but not `-b --json` and `-b --csv`, read one file when they start: that of `--config FILE`, otherwise
        `$XDG_CONFIG_HOME/coretop/config`, otherwise `~/.config/coretop/config`. Options of the command line go before it. CoreTop
        writes it only when asked, with `W` or from the setup screen `F2`, and then only the lines of settings that changed. Comments,
        blank lines and lines that it does not understand stay where they are. If the file is a link, as in a folder of dotfiles,
        the file it points to is written.

        A line is `key = value`. A `#` at the start of a line, or after a space, begins a comment. If a key is there twice, the
        last line counts. A line that is not understood is ignored; CoreTop names it when it starts, and says what is allowed.

        ```text
        # ~/.config/coretop/config
        delay = 2
        theme = high-contrast
        meters-left = pressure-cpu:graph frequency
        meters-right = disks:bar networks:bar
        ```


        """;

    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(Introduction);
        page.Append("## Keys\n\n| key | means | takes | without it |\n|---|---|---|---|\n");
        foreach (Setting setting in SettingsTable.All)
        {
            string usual = setting.Write(ScreenSettings.Default) is { Length: > 0 } text ? $"`{text}`" : "nothing";
            page.Append($"| `{setting.Name}` | {setting.Help} | {setting.Allowed} | {usual} |\n");
        }

        page.Append("\n## Meters\n\n| meter | shows | drawn as |\n|---|---|---|\n");
        foreach (HeaderMeter meter in HeaderMeters.All)
        {
            string styles = string.Join(", ", Enum.GetValues<MeterStyle>().Where(meter.Has).Select(ChosenMeter.StyleName));
            page.Append($"| `{meter.Name}` | {meter.Help} | {styles} |\n");
        }

        page.Append("\n## Themes\n\n| theme | looks |\n|---|---|\n");
        foreach (ThemeChoice theme in Themes.All)
        {
            page.Append($"| `{theme.Name}` | {theme.Help} |\n");
        }

        page.Append(
            "\nWith `NO_COLOR` in the environment, `--no-color`, or on a terminal without colour, every theme is monochrome.\n"
            + "256 colours are used where `TERM` ends in `256color`, true colour where `COLORTERM` says `truecolor` or `24bit`.\n"
            + "\n`auto` and `terminal` ask the terminal for its background at the start, and wait for no answer; `COLORFGBG` counts until there is one.\n"
            + "Every text of every theme has a contrast of 4.5 to 1 or more, 7 with `high-contrast`; themes in 16 colours have it on the palettes of xterm, the\n"
            + "Linux console and Solarized. A test counts. The earlier name `default` still means `auto`.\n");
        return page.ToString();
    }
}
