using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display patch-information".</summary>
public static class PatchInformationParser
{
    private const string Command = "display patch-information";

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static PatchInformation Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var patches = ImmutableArray.CreateBuilder<Patch>();
        string? state = null;
        while (reader.Next())
        {
            if (!KeyValue.TrySplit(reader.Content, out var key, out var value))
            {
                continue;
            }

            if (key.IsKey("Patch Package Name"))
            {
                patches.Add(new Patch { Name = value.OrNull() });
            }
            else if (key.IsKey("The current state is"))
            {
                state = value.TrimEnd('.').OrNull();
            }
            else if (key.IsKey("Patch Package Version") && patches.Count > 0)
            {
                patches[^1] = patches[^1] with { Version = value.OrNull() };
            }
            else if (key.IsKey("Patch Package State") && patches.Count > 0)
            {
                patches[^1] = patches[^1] with { State = value.OrNull() };
            }
            else if (key.IsKey("Patch Package Run Time") && patches.Count > 0)
            {
                patches[^1] = patches[^1] with { RunTime = Moment.Local(value) };
            }
        }

        return patches.Count > 0 || reader.Notice.Has("No patch")
            ? new PatchInformation { State = state, Patches = patches.DrainToImmutable() }
            : throw reader.NotFound("\"Patch Package Name : …\" or \"Info: No patch exists.\"");
    }
}
