using CoreTop.Tui.Hosting;

namespace CoreTop.Tests.Tui.Hosting;

/// <summary>What is resident stays near to what is in use.</summary>
public class MemoryTrimTests
{
    private const long Megabyte = 1 << 20;
    private readonly MemoryTrim _trim;
    private long _heapBytes = 16 * Megabyte;
    private long _inUseBytes = 12 * Megabyte;
    private int _trims;

    public MemoryTrimTests() => _trim = new MemoryTrim(() => _heapBytes, Collect);

    [Fact]
    public void What_the_start_needed_is_given_back_at_the_third_refresh()
    {
        Refresh(2);
        Assert.Equal(0, _trims);
        Refresh(1);
        Assert.Equal(1, _trims);
    }

    [Fact]
    public void As_long_as_the_heap_stays_near_to_what_is_in_use_it_is_left_alone()
    {
        Refresh(3);
        _heapBytes = 16 * Megabyte;
        Refresh(299);
        Assert.Equal(1, _trims);
    }

    [Fact]
    public void A_heap_that_grew_by_a_quarter_and_two_megabytes_is_trimmed_again()
    {
        Refresh(3);
        _heapBytes = 17 * Megabyte;
        Refresh(10);
        Assert.Equal(2, _trims);
    }

    [Fact]
    public void A_heap_that_grows_fast_is_not_trimmed_at_each_refresh()
    {
        Refresh(3);
        for (int refresh = 0; refresh < 100; refresh++)
        {
            _heapBytes = 40 * Megabyte;
            Refresh(1);
        }

        Assert.Equal(11, _trims);
    }

    [Fact]
    public void A_heap_whose_content_grew_is_not_trimmed_for_that()
    {
        Refresh(3);
        _inUseBytes = _heapBytes = 40 * Megabyte;
        Refresh(100);
        Assert.Equal(2, _trims);
    }

    [Fact]
    public void What_ended_tasks_needed_is_given_back_after_a_while_though_the_heap_does_not_grow()
    {
        _heapBytes = _inUseBytes = 40 * Megabyte;
        Refresh(3);
        _inUseBytes = 4 * Megabyte;
        Refresh(299);
        Assert.Equal(1, _trims);
        Refresh(1);
        Assert.Equal((2, 4 * Megabyte), (_trims, _heapBytes));
    }

    private void Refresh(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _trim.CountRefresh();
        }
    }

    private void Collect()
    {
        _trims++;
        _heapBytes = _inUseBytes;
    }
}
