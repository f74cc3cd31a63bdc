using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Tui.Processes;

/// <summary>
/// A filter as typed: terms separated by <c>|</c>, of which one must hold. A term is text found in the command line, the
/// name or the user, or <c>cpu=6</c> (last ran there), <c>allow=6</c> (may run there), <c>only=6</c> (may run nowhere
/// else), <c>user=NAME</c>, <c>state=R</c>, <c>pid=42</c>.
/// </summary>
internal sealed class RowFilter
{
    private readonly ImmutableArray<Term> _terms;

    private RowFilter(string text, ImmutableArray<Term> terms)
    {
        Text = text;
        _terms = terms;
    }

    private delegate bool Term(in ProcessRow row);

    /// <summary>Lets every row through.</summary>
    public static RowFilter None { get; } = new(string.Empty, []);

    /// <summary>As typed; empty for <see cref="None"/>.</summary>
    public string Text { get; }

    /// <summary>Understands any text: what is no <c>field=value</c> is looked for in the row's texts.</summary>
    public static RowFilter Parse(string text)
    {
        ImmutableArray<Term> terms =
        [
            .. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseTerm),
        ];
        return terms.IsEmpty ? None : new RowFilter(text, terms);
    }

    /// <summary>Whether the row is to be shown.</summary>
    public bool Lets(in ProcessRow row)
    {
        if (_terms.IsEmpty)
        {
            return true;
        }

        foreach (Term term in _terms)
        {
            if (term(row))
            {
                return true;
            }
        }

        return false;
    }

    private static Term ParseTerm(string term)
    {
        int equals = term.IndexOf('=', StringComparison.Ordinal);
        string value = term[(equals + 1)..];
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        var cpu = new CpuId(number);
        return (equals < 0 ? string.Empty : term[..equals]) switch
        {
            "cpu" when isNumber => (in ProcessRow row) => row.Task.LastCpu == cpu,
            "allow" when isNumber => (in ProcessRow row) => row.Task.Affinity?.Contains(cpu) == true,
            "only" when isNumber => (in ProcessRow row) =>
                row.Task.Affinity is { Count: 1 } affinity && affinity.Contains(cpu),
            "user" => (in ProcessRow row) => row.Process.Details?.User == value,
            "state" when value.Length == 1 => (in ProcessRow row) => row.Task.State.Letter() == value[0],
            "pid" when isNumber => (in ProcessRow row) => row.Task.Pid == number || row.Task.Key.Tid == number,
            _ => (in ProcessRow row) => Holds(row, term),
        };
    }

    private static bool Holds(in ProcessRow row, string text) =>
        row.Task.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (row.Process.Details is { } details
            && (details.CommandLine.Contains(text, StringComparison.OrdinalIgnoreCase)
                || details.User.Contains(text, StringComparison.OrdinalIgnoreCase)));
}
