using System.Diagnostics;
using Xunit.Sdk;

namespace Testing.Support;

/// <summary>Waits for a condition with a deadline, so that no test sleeps for a fixed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(5);

    /// <summary>A machine with much else to do is slow, not wrong: only a test that fails waits this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns as soon as <paramref name="condition"/> holds.</summary>
    /// <exception cref="XunitException">The deadline passed; the message carries <paramref name="what"/>.</exception>
    public static async Task True(Func<bool> condition, string what, TimeSpan? deadline = null)
    {
        await True(() => Task.FromResult(condition()), what, deadline);
    }

    /// <param name="condition">What shall come true.</param>
    /// <param name="what">Asked when the deadline has passed, so that it tells how things stand then.</param>
    /// <param name="deadline">Default: 30 s.</param>
    /// <exception cref="XunitException">The deadline passed.</exception>
    public static async Task True(Func<bool> condition, Func<string> what, TimeSpan? deadline = null) =>
        await True(() => Task.FromResult(condition()), what, deadline);

    /// <inheritdoc cref="True(Func{bool}, string, TimeSpan?)"/>
    public static async Task True(Func<Task<bool>> condition, string what, TimeSpan? deadline = null) => await True(condition, () => what, deadline);

    /// <inheritdoc cref="True(Func{bool}, Func{string}, TimeSpan?)"/>
    public static async Task True(Func<Task<bool>> condition, Func<string> what, TimeSpan? deadline = null)
    {
        var limit = deadline ?? Patience;
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > limit)
            {
                throw new XunitException($"Not within {limit.TotalSeconds:0.#} s: {what()}");
            }

            await Task.Delay(_poll, TimeProvider.System);
        }
    }
}
