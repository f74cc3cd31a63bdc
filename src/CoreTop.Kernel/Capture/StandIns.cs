using System.Globalization;

namespace CoreTop.Kernel.Capture;

/// <summary>
/// Names that stand for users, hosts and whatever else is somebody's own, in one capture: the same name has the same one
/// everywhere, and two names never share one.
/// </summary>
internal sealed class StandIns
{
    /// <summary>What stands for the host's name.</summary>
    public const string Host = "host";

    private const string LocalHost = "localhost";
    private const uint FirstId = 1000, Nobody = 65534;

    private readonly Dictionary<string, string> _words = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly Dictionary<string, string> _learned = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<int> _lengths = [];
    private readonly Dictionary<uint, uint> _users = [];
    private readonly Dictionary<uint, uint> _groups = [];

    /// <summary>The users that have been named, by the numbers that stand for theirs.</summary>
    public IEnumerable<(string Name, uint Uid)> Users =>
        _users.Values.Order().Select(uid => (NameOf(uid), uid));

    /// <summary>The number that stands for a user's; 0 and 65534, which mean the same everywhere, stay.</summary>
    public uint Uid(uint uid) => Id(_users, uid);

    /// <summary>The number that stands for a group's, in the same way.</summary>
    public uint Gid(uint gid) => Id(_groups, gid);

    /// <summary>The name that stands for a word.</summary>
    /// <param name="kind">Such as <c>name</c>: it begins the stand-in.</param>
    /// <param name="word">The word.</param>
    public string Of(string kind, string word)
    {
        if (_learned.TryGetValue(word, out string? known) || _words.TryGetValue(word, out known))
        {
            return known;
        }

        return _words[word] = Next(kind);
    }

    /// <summary>A user's name is replaced wherever it is met from now on, also within other texts.</summary>
    public void LearnUser(uint uid, string name)
    {
        if (uid is not (0 or Nobody))
        {
            Learn(name, NameOf(Uid(uid)));
        }
    }

    /// <summary>The host's name is replaced wherever it is met, unless every host is called so.</summary>
    public void LearnHost(string name)
    {
        if (!name.Equals(LocalHost, StringComparison.OrdinalIgnoreCase))
        {
            Learn(name, Host);
        }
    }

    /// <summary>Another name, a device's for example, is replaced wherever it is met.</summary>
    public void LearnName(string kind, string name)
    {
        if (!_learned.ContainsKey(name))
        {
            Learn(name, Next(kind));
        }
    }

    /// <summary>Another name for the same: a home folder's for its user's.</summary>
    public void LearnAlias(string alias, string name)
    {
        if (_learned.TryGetValue(name, out string? standIn))
        {
            Learn(alias, standIn);
        }
    }

    /// <summary>How many characters of a learned name begin here as a word of its own, and what stands for it; 0 for none.</summary>
    public int Match(ReadOnlySpan<char> text, int at, out string standIn)
    {
        standIn = string.Empty;
        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return 0;
        }

        ReadOnlySpan<char> rest = text[at..];
        var learned = _learned.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (int length in _lengths.Reverse())
        {
            if (length <= rest.Length && (length == rest.Length || !char.IsLetterOrDigit(rest[length]))
                && learned.TryGetValue(rest[..length], out string? known))
            {
                standIn = known;
                return length;
            }
        }

        return 0;
    }

    /// <summary>What is left of a text may be a learned name that was cut; a few letters are too few to say so.</summary>
    public bool Begins(ReadOnlySpan<char> text, int at, out string standIn)
    {
        const int Few = 3;
        standIn = string.Empty;
        ReadOnlySpan<char> rest = text[at..];
        if (rest.Length < Few || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return false;
        }

        foreach ((string name, string known) in _learned)
        {
            if (name.AsSpan().StartsWith(rest, StringComparison.OrdinalIgnoreCase))
            {
                standIn = known;
                return true;
            }
        }

        return false;
    }

    private static string NameOf(uint uid) =>
        uid == 0 ? "root" : uid == Nobody ? "nobody" : string.Create(CultureInfo.InvariantCulture, $"user{uid - FirstId + 1}");

    // A single letter, and what the table keeps, says nothing of anybody.
    private void Learn(string name, string standIn)
    {
        if (name.Length >= 2 && !KeptWords.OfPrograms(name) && name.Any(char.IsLetter) && _learned.TryAdd(name, standIn))
        {
            _lengths.Add(name.Length);
        }
    }

    private static uint Id(Dictionary<uint, uint> known, uint id)
    {
        if (id is 0 or Nobody or uint.MaxValue)
        {
            return id;
        }

        if (!known.TryGetValue(id, out uint standIn))
        {
            standIn = FirstId + (uint)known.Count;
            standIn += standIn >= Nobody ? 1u : 0u;
            known.Add(id, standIn);
        }

        return standIn;
    }

    private string Next(string kind)
    {
        int count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{kind}{count}");
    }
}
