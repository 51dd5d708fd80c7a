using System.Diagnostics;
using Farol.Devices.Vrp;

namespace Farol.Devices.Tests.Vrp.Subscribers;

public sealed class SubscriberLongInputTests
{
    private const int Repeats = 200_000;

    /// <summary>Far above what a linear reading takes on a busy machine, far below what a quadratic one does.</summary>
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("display pppoe statistics", "(: ")]
    [InlineData("display access-user online-total-number", "a(b: ")]
    [InlineData("display access-user", "1 a GE1/0/1.5 10.0.0.1 0011-2233-4455\n")]
    [InlineData("display access-user", "1-2,")]
    [InlineData("display domain x", "IP-address-pool-name : p\n")]
    [InlineData("display access-user user-id 1 verbose", "Framed-route : 10.0.0.0/8 0.0.0.0 0\n")]
    public void Time_grows_with_the_length_of_the_text_only(string command, string piece)
    {
        var text = "User access index : 1\n" + string.Concat(Enumerable.Repeat(piece, Repeats));
        Assert.True(VrpCatalog.TryFind(command, out var known));
        var clock = Stopwatch.StartNew();
        try
        {
            known.Parse(text);
        }
        catch (VrpParseException)
        {
            // Most of these are no outputs; only the time matters here.
        }

        Assert.True(clock.Elapsed < _bound, $"{clock.Elapsed} for {text.Length} characters");
    }
}
