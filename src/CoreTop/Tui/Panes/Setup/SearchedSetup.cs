using System.Collections.Immutable;
using CoreTop.Settings;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>All lists of all sections of the setup screen, as they are searched: by what a line says, else by what is said of it.</summary>
/// <param name="state">Where the user is; null while the screen is not open.</param>
/// <param name="settings">How the screen is now.</param>
/// <param name="point">Goes to another place.</param>
internal sealed class SearchedSetup(Func<SetupState?> state, Func<ScreenSettings> settings, Action<SetupState> point) : ISearched
{
    // Each section, and its lists from the left.
    private ImmutableArray<(SetupState Place, SetupLine Line)> Lines
    {
        get
        {
            var all = ImmutableArray.CreateBuilder<(SetupState, SetupLine)>();
            foreach (SetupSection section in Enum.GetValues<SetupSection>())
            {
                ImmutableArray<SetupList> lists = SetupLists.Of(section, settings());
                all.Add((SetupState.Of(section), lists[SetupLists.Sections].Lines[(int)section]));
                for (int list = SetupLists.Sections + 1; list < lists.Length; list++)
                {
                    int at = list;
                    all.AddRange(lists[list].Lines.Select((line, index) => (new SetupState(section, at, index), line)));
                }
            }

            return all.ToImmutable();
        }
    }

    /// <inheritdoc/>
    public int Count => Lines.Length;

    /// <inheritdoc/>
    public int Current
    {
        get
        {
            SetupState? here = state();
            ImmutableArray<SetupState> places = [.. Lines.Select(line => line.Place)];

            // An empty list has no line: it is searched from where its section begins.
            return here is null ? 0 : places.IndexOf(here) is >= 0 and var at ? at : places.IndexOf(SetupState.Of(here.Section));
        }
    }

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text)
    {
        ImmutableArray<(SetupState Place, SetupLine Line)> lines = Lines;
        bool isAnyCalledSo = lines.Any(line => Has(line.Line.Text, text));
        return line => Has(isAnyCalledSo ? lines[line].Line.Text : lines[line].Line.Help, text);
    }

    /// <inheritdoc/>
    public void Show(int line, string text) => point(Lines[line].Place);

    private static bool Has(string line, string text) => line.Contains(text, StringComparison.OrdinalIgnoreCase);
}
