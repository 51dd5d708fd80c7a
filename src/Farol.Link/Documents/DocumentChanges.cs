using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.Documents;

/// <summary>What differs between two documents, object by object, and a document with differences applied.</summary>
internal static class DocumentChanges
{
    /// <returns>The changes, or <c>null</c> when the whole document is the better message.</returns>
    public static SnapshotChange? Between(LinkDocument from, LinkDocument to, int maxObjects)
    {
        var (before, after) = (DocumentParts.Take(from.Json), DocumentParts.Take(to.Json));
        if (!before.Properties.Select(p => p.Kind).SequenceEqual(after.Properties.Select(p => p.Kind)))
        {
            return null;
        }

        var change = new SnapshotChange { Base = from.Name, Name = to.Name };
        foreach (var (old, now) in before.Properties.Zip(after.Properties))
        {
            if ((old.Objects is null) != (now.Objects is null))
            {
                return null;
            }

            change.Objects.AddRange(old.Objects is null ? Whole(old, now) : Named(old, now));
        }

        return change.Objects.Count <= maxObjects && change.CalculateSize() < to.Json.Length ? change : null;
    }

    /// <returns>The document that comes out, or <c>null</c> when it is not the one that was meant: the whole is needed then.</returns>
    public static LinkDocument? Apply(LinkDocument from, SnapshotChange change)
    {
        if (!from.Is(change.Base))
        {
            return null;
        }

        var parts = DocumentParts.Take(from.Json);
        foreach (var kind in change.Objects.GroupBy(o => o.Kind))
        {
            if (parts.Find(kind.Key) is not { } property || !Apply(property, [.. kind]))
            {
                return null;
            }
        }

        var result = LinkDocument.Of(change.Name?.Revision ?? 0, parts.Assemble());
        return result.Is(change.Name) ? result : null;
    }

    private static IEnumerable<ObjectChange> Whole(DocumentParts.Property old, DocumentParts.Property now) =>
        old.Value.Span.SequenceEqual(now.Value.Span) ? [] : [new ObjectChange { Kind = now.Kind, Object = Bytes(now.Value) }];

    private static IEnumerable<ObjectChange> Named(DocumentParts.Property old, DocumentParts.Property now)
    {
        var before = old.Objects!.ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
        var kept = now.Objects!.Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in old.Objects!.Where(o => !kept.Contains(o.Key)))
        {
            yield return new ObjectChange { Kind = now.Kind, Name = gone.Key };
        }

        for (var i = 0; i < now.Objects!.Count; i++)
        {
            var (name, value) = now.Objects[i];
            if (!before.TryGetValue(name, out var was) || !was.Span.SequenceEqual(value.Span))
            {
                yield return new ObjectChange { Kind = now.Kind, Name = name, Object = Bytes(value), Position = (uint)i };
            }
        }
    }

    private static bool Apply(DocumentParts.Property property, List<ObjectChange> changes)
    {
        if (property.Objects is not { } objects)
        {
            property.Value = changes[^1].Object.Memory;
            return changes.Count == 1 && changes[0].HasObject;
        }

        var names = changes.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var kept = new Queue<KeyValuePair<string, ReadOnlyMemory<byte>>>(objects.Where(o => !names.Contains(o.Key)));
        objects.Clear();
        foreach (var change in changes.Where(c => c.HasObject).OrderBy(c => c.Position))
        {
            while (objects.Count < change.Position && kept.TryDequeue(out var before))
            {
                objects.Add(before);
            }

            objects.Add(new(change.Name, change.Object.Memory));
        }

        objects.AddRange(kept);
        return names.Count == changes.Count;
    }

    private static ByteString Bytes(ReadOnlyMemory<byte> value) => UnsafeByteOperations.UnsafeWrap(value);
}
