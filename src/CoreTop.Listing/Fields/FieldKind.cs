namespace CoreTop.Listing.Fields;

/// <summary>What kind of value a field has: how filters compare it, and how documents write it.</summary>
internal enum FieldKind
{
    /// <summary>A whole number.</summary>
    Number = 0,

    /// <summary>A number with decimals: something a second.</summary>
    Rate,

    /// <summary>A share: of one CPU in cores, else 0 to 1. Percent exist only on the screen.</summary>
    Share,

    /// <summary>Bytes, or bytes a second.</summary>
    Bytes,

    /// <summary>A time in seconds.</summary>
    Seconds,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>One letter; filters take several, for either.</summary>
    Letter,

    /// <summary>A short text; filters compare all of it.</summary>
    Text,

    /// <summary>A text that may be long; filters look for a part of it.</summary>
    LongText,

    /// <summary>A set of CPUs.</summary>
    Cpus,

    /// <summary>Yes or no.</summary>
    Flag,
}
