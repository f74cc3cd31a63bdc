using CoreTop.Listing.Texts;

namespace CoreTop.Tests.Listing.Texts;

public sealed class FieldTextTests
{
    private readonly char[] _buffer = new char[32];

    [Theory]
    [InlineData(0, "0K")]
    [InlineData(1023, "1K")]
    [InlineData(65536, "64K")]
    [InlineData(1_048_576, "1.0M")]
    [InlineData(4_299_161, "4.1M")]
    [InlineData(241_172_480, "230M")]
    [InlineData(1_048_051_712, "1.0G")]
    [InlineData(1_649_267_441_664, "1.5T")]
    [InlineData(ulong.MaxValue, "16E")]
    public void Sizes_take_at_most_five_characters(ulong bytes, string expected) =>
        Assert.Equal(expected, Text(FieldText.Size(_buffer, bytes)));

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(0.0833, "8.3")]
    [InlineData(1, "100.0")]
    [InlineData(99.9994, "9999.9")]
    [InlineData(100, "10000")]
    [InlineData(1024, "102400")]
    public void Percent_has_a_decimal_while_it_fits(double share, string expected) =>
        Assert.Equal(expected, Text(FieldText.Percent(_buffer, share)));

    [Theory]
    [InlineData(9.996, "999.6")]
    [InlineData(40, "4000")]
    [InlineData(999.99, "99999")]
    [InlineData(1024, "102k")]
    public void Percent_of_a_process_on_many_cores_is_told_in_the_room_there_is(double share, string expected) =>
        Assert.Equal(expected, Text(FieldText.Percent(_buffer.AsSpan(0, 5), share)));

    [Theory]
    [InlineData(0, "0:00.00")]
    [InlineData(75, "1:15.00")]
    [InlineData(889.2, "14:49.20")]
    [InlineData(360_000.5, "6000:00.50")]
    [InlineData(4_423_680_003, "73728000:03.00")]
    public void Times_read_as_in_top(double seconds, string expected) =>
        Assert.Equal(expected, Text(FieldText.Minutes(_buffer, TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData(9, 359_999, "99h")]
    [InlineData(9, 4_423_680_003, "1228800h")]
    [InlineData(9, 100_000_000_000, "27777777h")]
    public void A_time_without_room_is_told_in_hours(int room, double seconds, string expected) =>
        Assert.Equal(expected, Text(FieldText.Minutes(_buffer.AsSpan(0, room), TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData(99, "99-03:04:05")]
    [InlineData(100, "100d03h")]
    [InlineData(51_200, "51200d03h")]
    public void An_age_without_room_is_told_in_days_and_hours(int days, string expected) =>
        Assert.Equal(expected, Text(FieldText.Days(_buffer.AsSpan(0, 11), new TimeSpan(days, 3, 4, 5))));

    [Theory]
    [InlineData(8, "postgres", "postgres")]
    [InlineData(8, "1834501112", "1834…112")]
    [InlineData(8, "1834501113", "1834…113")]
    [InlineData(8, "very.long.name@corp.example.com", "very…com")]
    [InlineData(10, "1834501112", "1834501112")]
    [InlineData(4, "1834501112", "1834")]
    [InlineData(8, "abc🚀efgh🚀jk", "abc…jk")]
    public void A_name_without_room_gives_way_in_the_middle(int room, string name, string expected) =>
        Assert.Equal(expected, Text(FieldText.Name(_buffer.AsSpan(0, room), name)));

    private string Text(int length) => new(_buffer, 0, length);
}
