using Farol.Gateway.Forwarding;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Compression;

/// <summary>What compressing changes in a response's head.</summary>
internal static class CompressedHead
{
    /// <summary>Tags are hashes or times; a longer one is left out.</summary>
    private const int MaxTagBytes = 512;

    /// <summary>Fields that say something of the plain bytes; an ETag comes again, weakened, with <see cref="Write"/>.</summary>
    public static bool Drops(in HeaderField field, ReadOnlySpan<byte> name) => field.Name switch
    {
        FieldName.ContentLength or FieldName.ETag => true,
        FieldName.Other => Bytes.EqualsIgnoreCase(name, "accept-ranges"u8)
            || Bytes.EqualsIgnoreCase(name, "content-md5"u8)
            || Bytes.EqualsIgnoreCase(name, "content-digest"u8)
            || Bytes.EqualsIgnoreCase(name, "digest"u8),
        _ => false,
    };

    /// <summary>The fields that are added.</summary>
    public static void Write(ref HeadWriter writer, ContentCoding coding, ResponseHead head, ReadOnlySpan<byte> bytes)
    {
        if (!VariesByCoding(head, bytes))
        {
            writer.Write("Vary: Accept-Encoding\r\n"u8);
        }

        if (coding == ContentCoding.None)
        {
            return;
        }

        writer.Write(coding == ContentCoding.Brotli ? "Content-Encoding: br\r\n"u8 : "Content-Encoding: gzip\r\n"u8);
        if (head.IndexOf(FieldName.ETag) is >= 0 and var tag && head.Fields[tag].ValueIn(bytes) is { Length: <= MaxTagBytes } value)
        {
            writer.Write("ETag: "u8);
            // The bytes are others than the strong tag stands for (RFC 9110, 8.8.1).
            writer.Write(value.StartsWith("W/"u8) ? default : "W/"u8);
            writer.Write(value);
            writer.Write("\r\n"u8);
        }
    }

    private static bool VariesByCoding(ResponseHead head, ReadOnlySpan<byte> bytes)
    {
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name != FieldName.Vary)
            {
                continue;
            }

            var value = field.ValueIn(bytes);
            foreach (var part in value.Split((byte)','))
            {
                var name = value[part].Trim(" \t"u8);
                if (name is [(byte)'*'] || Bytes.EqualsIgnoreCase(name, "accept-encoding"u8))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
