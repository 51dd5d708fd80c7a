using System.CommandLine;
using Farol.Control.Joining;

namespace Farol.Verbs;

/// <summary>Asks the running control plane on behalf of a verb.</summary>
internal static class GatewayDesk
{
    public static Option<string?> CreateDataOption() => new("--data") { Description = "Where the control plane keeps its state (default: FAROL_DATA, or ./data)" };

    /// <returns>Null: it was not done, and the reason is on <paramref name="error"/>.</returns>
    public static async Task<DeskAnswer?> AskAsync(string? data, DeskQuestion question, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await JoiningDeskClient.AskAsync(data ?? Environment.GetEnvironmentVariable("FAROL_DATA") ?? "data", question, cancellationToken);
            if (answer.Error is null)
            {
                return answer;
            }

            await error.WriteLineAsync("farol: " + answer.Error);
        }
        catch (Exception failed) when (failed is IOException or FormatException)
        {
            await error.WriteLineAsync("farol: " + failed.Message);
        }

        return null;
    }
}
