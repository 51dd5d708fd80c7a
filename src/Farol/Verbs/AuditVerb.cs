using System.CommandLine;
using Farol.Access;
using Farol.Access.Auditing;
using Farol.Configuration;
using Farol.Settings;
using Farol.Store;
using Farol.Store.Reading;

namespace Farol.Verbs;

/// <summary><c>farol audit verify</c>: whether the record of who did what is as it was written. Works beside a program that runs, and changes nothing.</summary>
internal static class AuditVerb
{
    /// <summary>It could not be checked.</summary>
    public const int NotChecked = 1;

    /// <summary>An entry does not fit.</summary>
    public const int Broken = 2;

    private static readonly Option<string?> _data = new("--data") { Description = "Where state is kept (default: FAROL_DATA or ./data)" };
    private static readonly Option<string?> _expect = new("--expect") { Description = "SEQUENCE:DIGEST as an earlier check printed it: shows also what was cut off at the end" };

    public static Command CreateCommand()
    {
        var verify = new Command("verify", "Check the whole chain of entries; 0: intact, 2: broken, with the entry, 1: could not be checked") { _data, _expect };
        verify.SetAction((parsed, token) => VerifyAsync(parsed.GetValue(_data), parsed.GetValue(_expect), Console.Out, Console.Error, token));
        return new Command("audit", "The record of who did what") { verify };
    }

    /// <returns>0, <see cref="NotChecked"/> or <see cref="Broken"/>.</returns>
    public static async Task<int> VerifyAsync(string? dataFolder, string? expected, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var anchor = expected is null ? null : AuditAnchor.Parse(expected);
        if (expected is not null && anchor is null)
        {
            await error.WriteLineAsync("farol: --expect: write SEQUENCE:DIGEST, as an earlier check printed it");
            return NotChecked;
        }

        try
        {
            var settings = SettingsLoader.Load(new RunOptions { DataFolder = dataFolder }, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
            await using var services = new ServiceCollection().AddReadOnlyStore(settings.Store).AddAudit().BuildServiceProvider();
            var verdict = await services.GetRequiredService<IAudit>().VerifyAsync(cancellationToken, anchor);
            if (verdict.IsIntact)
            {
                await output.WriteLineAsync($"{verdict.Entries} entries, the chain is intact.");
                await output.WriteLineAsync(verdict.Last is { } last ? $"To notice later that entries were cut off, keep elsewhere: --expect {last}" : "There is nothing yet.");
                return 0;
            }

            await error.WriteLineAsync($"farol: the audit is broken at entry {verdict.BrokenAt}: {verdict.Reason}. The {verdict.Entries} entries before it are as they were written.");
            return Broken;
        }
        catch (ConfigurationException wrong)
        {
            await error.WriteLineAsync("farol: " + string.Join(Environment.NewLine, wrong.Errors));
        }
        catch (StoreException failure)
        {
            await error.WriteLineAsync("farol: " + failure.Message);
        }

        return NotChecked;
    }
}
