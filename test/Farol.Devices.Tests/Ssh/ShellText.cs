using System.Text;

namespace Farol.Devices.Tests.Ssh;

/// <summary>Talks to a shell in Latin-1 text.</summary>
internal static class ShellText
{
    private const int MaxCharacters = 1 << 20;
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    public static ValueTask SayAsync(this IShell shell, string text) =>
        shell.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Reads until the text ends what came; returns everything that came.</summary>
    public static async Task<string> ReadUntilAsync(this IShell shell, string end)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(_deadline);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            int count;
            try
            {
                count = await shell.ReadAsync(buffer, deadline.Token);
            }
            catch (OperationCanceledException)
            {
                count = 0;
            }

            Assert.True(count > 0, $"No \"{end}\" within {_deadline.TotalSeconds} s, only: {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            Assert.True(text.Length < MaxCharacters, "too much output");
        }

        return text.ToString();
    }

    public static async Task<string> ReadToEndAsync(this IShell shell)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (await shell.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
