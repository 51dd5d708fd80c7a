namespace Farol.Live;

/// <summary>Reads <c>types</c>, the topics that a client asks for.</summary>
internal static class TopicFilter
{
    /// <param name="bits">The bits of <paramref name="types"/>, topic names with commas between; all of them when it is empty.</param>
    public static bool TryRead(string? types, TopicState[] topics, out ulong bits, out string error)
    {
        error = "";
        if (string.IsNullOrWhiteSpace(types))
        {
            bits = topics.Aggregate(0UL, (all, t) => all | t.Bit);
            return true;
        }

        bits = topics.Where(t => t.Topic.IgnoresFilter).Aggregate(0UL, (all, t) => all | t.Bit);
        foreach (var name in types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.Find(topics, t => t.Topic.Name == name) is not { } state)
            {
                error = "types: no such type here; known: " + string.Join(", ", topics.Select(t => t.Topic.Name));
                return false;
            }

            bits |= state.Bit;
        }

        return true;
    }
}
