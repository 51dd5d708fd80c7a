using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>The functions of libcrypto that read what a certificate says (x509.h, x509v3.h, asn1.h of OpenSSL 3.0).</summary>
internal static unsafe class OpenSslCertificateText
{
    /// <summary>NID_subject_alt_name.</summary>
    public const int AlternativeNames = 85;

    /// <summary>NID_commonName.</summary>
    public const int CommonName = 13;

    /// <summary>GEN_DNS.</summary>
    public const int DnsName = 2;

    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_get0_notBefore")]
    public static extern nint NotBefore(nint certificate);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_get0_notAfter")]
    public static extern nint NotAfter(nint certificate);

    /// <param name="time">A struct tm (time.h), in UTC.</param>
    [DllImport(OpenSslCrypto.Library, EntryPoint = "ASN1_TIME_to_tm")]
    public static extern int ReadTime(nint from, int* time);

    /// <summary>A stack that is the caller's, or 0: there is none of that type, or more than one.</summary>
    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_get_ext_d2i")]
    public static extern nint Extension(nint certificate, int type, nint critical, nint index);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "GENERAL_NAMES_free")]
    public static extern void FreeNames(nint names);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "GENERAL_NAME_get0_value")]
    public static extern nint NameValue(nint name, int* type);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_get_subject_name")]
    public static extern nint Subject(nint certificate);

    /// <returns>Negative: there is none after <paramref name="after"/>.</returns>
    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_NAME_get_index_by_NID")]
    public static extern int IndexOf(nint name, int type, int after);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_NAME_get_entry")]
    public static extern nint Entry(nint name, int index);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "X509_NAME_ENTRY_get_data")]
    public static extern nint EntryText(nint entry);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "ASN1_STRING_get0_data")]
    public static extern byte* Bytes(nint text);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "ASN1_STRING_length")]
    public static extern int Length(nint text);

    /// <summary>Whatever it is written in; the bytes are the caller's.</summary>
    /// <returns>Their count; negative: it cannot be read.</returns>
    [DllImport(OpenSslCrypto.Library, EntryPoint = "ASN1_STRING_to_UTF8")]
    public static extern int ToUtf8(byte** bytes, nint text);

    [DllImport(OpenSslCrypto.Library, EntryPoint = "CRYPTO_free")]
    public static extern void Free(byte* bytes, nint file, int line);
}
